import { RolloutPanel } from '../panels/rollout-panel.tsx';
import type { TakeAway } from '../panels/rollout-take-away.tsx';
import { download, fileName } from './download.ts';

/** The canary plan with the ways out of the page. */
export function RolloutPane() {
  return <RolloutPanel takeAway={takeAway} />;
}

const takeAway: TakeAway = {
  folder: (name, files) =>
    void import('./zip-files.ts').then(({ zipFiles }) => {
      const folder = fileName(name, 'zip');
      const inside = files.map(({ path, text }) => ({ path: `${folder.replace(/\.zip$/, '')}/${path}`, text }));
      download(folder, zipFiles(inside), 'application/zip');
    }),
  file: (name, text) => download(fileName(name, 'yaml'), text),
};
