import { Download } from 'lucide-react';
import { takeAway as manifestsOf, type TakenFile } from '../rollout/take-away.ts';
import { Menu, MenuItem } from '../ui/menu.tsx';
import panel from './panel.module.css';
import type { Rollout } from './use-rollout.ts';

/** The ways out of the page, which the screen around the panel has. */
export type TakeAway = {
  readonly folder: (name: string, files: readonly TakenFile[]) => void;
  readonly file: (name: string, text: string) => void;
};

/** The plan as files to hand over. */
export function RolloutTakeAway({ rollout, takeAway }: { rollout: Rollout; takeAway: TakeAway }) {
  const { plan, workspace } = rollout;
  const folder = () => {
    const { scrub, stream, decoded } = workspace.store.getState();
    const written = scrub?.written ?? { stream, decoded };
    const taken = manifestsOf(written.stream, written.decoded.config, plan);
    if (taken.ok) takeAway.folder(plan.name, taken.files);
    else workspace.notify(taken.message, 'refusal', plan.source);
  };
  return (
    <Menu
      label="Take the plan away"
      trigger={
        <button type="button" className={panel.button}>
          <Download size={13} aria-hidden /> Take away
        </button>
      }
    >
      <MenuItem icon={<Download size={14} />} onSelect={folder}>
        Manifests of every step, rollback and README (zip)
      </MenuItem>
    </Menu>
  );
}
