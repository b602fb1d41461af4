import { lazy, Suspense, type ComponentType } from 'react';
import { ChangesPanel } from '../panels/changes-panel.tsx';
import { DocumentsPanel } from '../panels/documents-panel.tsx';
import { EnvoyPanel } from '../panels/envoy-panel.tsx';
import { ProblemsPanel } from '../panels/problems-panel.tsx';
import { TestsPanel } from '../panels/tests-panel.tsx';
import { TracePanel } from '../panels/trace-panel.tsx';
import type { Panel } from '../workspace/workspace.ts';
import styles from './app.module.css';

const RolloutPane = lazy(async () => ({ default: (await import('./rollout-pane.tsx')).RolloutPane }));

const panels: Readonly<Partial<Record<Panel, ComponentType>>> = {
  trace: TracePanel,
  problems: ProblemsPanel,
  tests: TestsPanel,
  rollout: RolloutPane,
  changes: ChangesPanel,
  envoy: EnvoyPanel,
  documents: DocumentsPanel,
};

/** The open panel. */
export function PanelArea({ panel }: { panel: Panel }) {
  const Content = panels[panel];
  return (
    <div className={styles.pane} role="tabpanel" id="panel" aria-labelledby={`tab-${panel}`} tabIndex={-1}>
      <Suspense>{Content && <Content />}</Suspense>
    </div>
  );
}
