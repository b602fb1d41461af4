import { ArrowRightLeft, Download } from 'lucide-react';
import { useState } from 'react';
import type { Exported as ExportedPlan } from '../rollout/formats/converted.ts';
import { exportArgoRollout } from '../rollout/formats/argo-rollout-export.ts';
import { exportFlaggerCanary } from '../rollout/formats/flagger-canary-export.ts';
import { takeAway as manifestsOf, type TakenFile } from '../rollout/take-away.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Menu, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { renderYaml } from '../yaml/render-yaml.ts';
import panel from './panel.module.css';
import { LostList } from './lost-list.tsx';
import styles from './rollout-panel.module.css';
import type { Rollout } from './use-rollout.ts';

/** The ways out of the page, which the screen around the panel has. */
export type TakeAway = {
  readonly folder: (name: string, files: readonly TakenFile[]) => void;
  readonly file: (name: string, text: string) => void;
};

const formats = {
  'Argo Rollouts': { kind: 'Rollout', write: exportArgoRollout },
  Flagger: { kind: 'Canary', write: exportFlaggerCanary },
} as const;

type Exported = ExportedPlan & { readonly tool: keyof typeof formats };

/** The plan as files to hand over, and in the words of other tools. */
export function RolloutTakeAway({ rollout, takeAway }: { rollout: Rollout; takeAway: TakeAway }) {
  const { plan, workspace } = rollout;
  const [exported, setExported] = useState<Exported | null>(null);
  const written = () => workspace.store.getState().written;
  const folder = () => {
    const { stream, decoded } = written();
    const taken = manifestsOf(stream, decoded.config, plan);
    if (taken.ok) takeAway.folder(plan.name, taken.files);
    else workspace.notify(taken.message, 'refusal', plan.source);
  };
  const convert = (tool: keyof typeof formats) => () =>
    setExported({ tool, ...formats[tool].write(plan, written().decoded.config) });
  return (
    <>
      <Menu
        label="Hand the plan over"
        trigger={
          <button type="button" className={panel.button}>
            <Download size={13} aria-hidden /> Hand over
          </button>
        }
      >
        <MenuItem icon={<Download size={14} />} onSelect={folder}>
          Manifests of every step, rollback and README (zip)
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<ArrowRightLeft size={14} />} onSelect={convert('Argo Rollouts')}>
          As a Rollout of Argo Rollouts…
        </MenuItem>
        <MenuItem icon={<ArrowRightLeft size={14} />} onSelect={convert('Flagger')}>
          As a Canary of Flagger…
        </MenuItem>
      </Menu>
      {exported && (
        <ExportDialog
          exported={exported}
          onClose={() => setExported(null)}
          onDownload={(text) => takeAway.file(`${plan.name} ${formats[exported.tool].kind}`, text)}
        />
      )}
    </>
  );
}

function ExportDialog({
  exported: { tool, value, lost },
  onClose,
  onDownload,
}: {
  exported: Exported;
  onClose: () => void;
  onDownload: (text: string) => void;
}) {
  const text = value === null ? null : renderYaml(value);
  return (
    <Dialog title={`${formats[tool].kind} of ${tool}`} isOpen onClose={onClose}>
      <LostList lost={lost} title={`What ${tool} cannot say`} />
      {text !== null && (
        <>
          <pre className={styles.code} tabIndex={0} aria-label={`YAML of the ${formats[tool].kind}`}>
            {text}
          </pre>
          <p className={styles.tools}>
            <CopyButton className={panel.button} label="Copy" text={() => text} />
            <button type="button" className={panel.button} onClick={() => onDownload(text)}>
              <Download size={13} aria-hidden /> Download
            </button>
          </p>
        </>
      )}
    </Dialog>
  );
}
