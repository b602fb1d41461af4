import type { ReactNode } from 'react';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import type { Panel } from '../workspace/workspace.ts';
import styles from './app.module.css';

type Tab = { readonly panel: Panel; readonly label: string; readonly count?: ReactNode };

/** The tabs of the panels below; a click on the open one closes it. */
export function PanelTabs() {
  const open = useWorkspace((state) => state.panel);
  const workspace = useWorkspaceApi();
  const tabs: readonly Tab[] = [
    { panel: 'trace', label: 'Trace' },
    { panel: 'problems', label: 'Problems', count: <ProblemCount /> },
    { panel: 'tests', label: 'Tests', count: <TestCount /> },
    { panel: 'rollout', label: 'Rollout', count: <StepMark /> },
    { panel: 'changes', label: 'Changes', count: <ChangeMark /> },
    { panel: 'envoy', label: 'Envoy' },
    { panel: 'documents', label: 'Documents' },
  ];
  return (
    <div className={styles.tabs} role="tablist" aria-label="Panels">
      {tabs.map(({ panel, label, count }) => (
        <button
          key={panel}
          type="button"
          role="tab"
          id={`tab-${panel}`}
          className={styles.tab}
          aria-selected={open === panel}
          aria-controls={open === panel ? 'panel' : undefined}
          onClick={() => workspace.setPanel(open === panel ? null : panel)}
        >
          {label}
          {count}
        </button>
      ))}
    </div>
  );
}

function ProblemCount() {
  const findings = useWorkspace((state) => state.findings);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  if (errors + warnings === 0) return null;
  const words = [errors > 0 && `${errors} errors`, warnings > 0 && `${warnings} warnings`].filter(Boolean).join(', ');
  return (
    <span className={styles.count} data-tone={errors > 0 ? 'error' : 'warning'} title={words}>
      {errors + warnings}
    </span>
  );
}

function TestCount() {
  const tests = useWorkspace((state) => state.tests);
  const results = tests.flatMap((document) => document.results);
  if (results.length === 0) return null;
  const passed = results.filter(({ differences }) => differences.length === 0).length;
  return (
    <span
      className={styles.count}
      data-tone={passed === results.length ? 'good' : 'error'}
      title={`${passed} of ${results.length} pass`}
    >
      {passed}/{results.length}
    </span>
  );
}

function StepMark() {
  const scrub = useWorkspace((state) => state.scrub);
  if (!scrub) return null;
  return (
    <span className={styles.count} title={`Step ${scrub.step} of ${scrub.plan} is shown; nothing is written`}>
      step {scrub.step}
    </span>
  );
}

function ChangeMark() {
  const isChanged = useWorkspace((state) => state.text !== state.original);
  return isChanged ? (
    <span className={styles.count} title="The text differs from what was opened">
      ●
    </span>
  ) : null;
}
