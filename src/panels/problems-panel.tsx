import { CircleAlert, Info, TriangleAlert, Wrench } from 'lucide-react';
import type { Finding, Severity } from '../analysis/finding.ts';
import { sourceKey } from '../istio/source.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { lineAt } from '../workspace/source-line.ts';
import { startOf } from '../yaml/locate.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { EmptyPanel } from './empty-panel.tsx';
import panel from './panel.module.css';
import styles from './problems-panel.module.css';
import { SourceLink } from './source-link.tsx';

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;
const tones: Readonly<Record<Severity, string | undefined>> = {
  error: panel.bad,
  warning: panel.warn,
  info: panel.quiet,
};
const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** All that a person should know about their text, worst first; a click goes there in both panes. */
export function ProblemsPanel() {
  const findings = useWorkspace((state) => state.findings);
  const isEmpty = useWorkspace((state) => state.decoded.objects.length === 0);
  if (findings.length === 0 && isEmpty) return <EmptyPanel>There is no object to check yet.</EmptyPanel>;
  if (findings.length === 0)
    return (
      <EmptyPanel>No problems: everything that is referred to is there, and every rule can be reached.</EmptyPanel>
    );
  const sorted = findings.toSorted(
    (a, b) => order[a.severity] - order[b.severity] || a.source.document - b.source.document,
  );
  return (
    <div className={panel.panel}>
      <ul className={panel.list} aria-label="Problems">
        {sorted.map((finding, index) => (
          <Problem key={`${finding.code} ${sourceKey(finding.source)} ${index}`} finding={finding} />
        ))}
      </ul>
    </div>
  );
}

function Problem({ finding }: { finding: Finding }) {
  const workspace = useWorkspaceApi();
  const place = useWorkspace((state) => lineAt(state.stream, offsetOf(finding, state.stream)));
  const Icon = icons[finding.severity];
  return (
    <li className={styles.problem}>
      <button type="button" className={panel.row} onClick={() => goTo(finding)}>
        <Icon size={14} className={tones[finding.severity]} aria-label={finding.severity} />
        <span>
          <Sentence text={finding.message} />
        </span>
        <span className={`${panel.quiet} ${styles.place}`}>
          {finding.code} · line {place}
        </span>
      </button>
      {finding.fixes.length > 0 && (
        <span className={styles.fixes}>
          {finding.fixes.map((fix) => (
            <button key={fix.label} type="button" className={panel.button} onClick={() => workspace.dispatch(fix.edit)}>
              <Wrench size={12} aria-hidden /> {fix.label}
            </button>
          ))}
        </span>
      )}
      {finding.related.length > 0 && (
        <ul className={styles.related} aria-label="What it is about">
          {finding.related.map(({ source, message }) => (
            <li key={sourceKey(source)}>
              <SourceLink source={source}>{message}</SourceLink>
            </li>
          ))}
        </ul>
      )}
    </li>
  );

  function goTo({ range, source }: Finding) {
    const { offsets } = workspace.store.getState().stream;
    if (range) workspace.select((offsets[source.document] ?? 0) + range.start, 'panel');
    else workspace.selectSource(source, 'panel');
  }
}

/** A message with its back-quoted names set in the fixed font. */
function Sentence({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 1 ? (
      <code key={index} className={panel.mono}>
        {part}
      </code>
    ) : (
      part
    ),
  );
}

function offsetOf({ range, source }: Finding, { documents, offsets }: YamlStream): number {
  const start = offsets[source.document] ?? 0;
  const document = documents[source.document];
  if (range || !document) return start + (range?.start ?? 0);
  return start + startOf(document, source.path);
}
