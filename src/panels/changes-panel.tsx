import { diffLines } from 'diff';
import { useDeferredValue, useMemo } from 'react';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import styles from './changes-panel.module.css';
import { EmptyPanel } from './empty-panel.tsx';
import panel from './panel.module.css';
import { RoutingChanges } from './routing-changes.tsx';

type Line = {
  readonly kind: 'same' | 'added' | 'removed' | 'gap';
  readonly text: string;
  readonly number: number;
  readonly offset: number;
};

const context = 3;

/** What differs between the text as it was opened or pasted and the text as it stands. */
export function ChangesPanel() {
  const original = useWorkspace((state) => state.original);
  // A large text is compared after the keystroke, not within it.
  const text = useDeferredValue(useWorkspace((state) => state.text));
  const workspace = useWorkspaceApi();
  const lines = useMemo(() => diffOf(original, text), [original, text]);
  const added = lines.filter((line) => line.kind === 'added').length;
  const removed = lines.filter((line) => line.kind === 'removed').length;
  if (added + removed === 0) return <EmptyPanel>Nothing has changed since this workspace was opened.</EmptyPanel>;
  return (
    <div className={panel.panel}>
      <div className={panel.toolbar}>
        <span>
          <b className={panel.good}>+{added}</b> <b className={panel.bad}>−{removed}</b>{' '}
          {added + removed === 1 ? 'line' : 'lines'} since this workspace was opened
        </span>
      </div>
      <div className={styles.columns}>
        <ol className={styles.diff} aria-label="Changed lines">
          {lines.map((line) => (
            <li key={`${line.kind} ${line.number} ${line.offset}`} data-kind={line.kind}>
              <span className={styles.number}>{line.kind === 'gap' ? '' : line.number}</span>
              <span
                className={styles.sign}
                aria-label={line.kind === 'added' ? 'added' : line.kind === 'removed' ? 'removed' : undefined}
              >
                {line.kind === 'added' ? '+' : line.kind === 'removed' ? '−' : ''}
              </span>
              {line.kind === 'gap' ? (
                <span className={panel.quiet}>{line.text}</span>
              ) : (
                <button type="button" className={styles.text} onClick={() => workspace.select(line.offset, 'panel')}>
                  {line.text || ' '}
                </button>
              )}
            </li>
          ))}
        </ol>
        <RoutingChanges />
      </div>
    </div>
  );
}

/** Changed lines with a little around them; long stretches without a change become one gap. Numbers are those of the text that has the line, offsets those of `text`. */
function diffOf(original: string, text: string): Line[] {
  if (original === text) return [];
  const lines: Line[] = [];
  let number = 1;
  let before = 1;
  let offset = 0;
  for (const part of diffLines(original, text)) {
    const kind = part.added ? 'added' : part.removed ? 'removed' : 'same';
    for (const line of part.value.split(/(?<=\n)/)) {
      const own = kind === 'removed' ? before : number;
      lines.push({ kind, text: line.replace(/\r?\n$/, ''), number: own, offset });
      if (kind !== 'added') before += 1;
      if (kind === 'removed') continue;
      number += 1;
      offset += line.length;
    }
  }
  return foldUnchanged(lines);
}

function foldUnchanged(lines: readonly Line[]): Line[] {
  const near = new Set<number>();
  lines.forEach((line, index) => {
    if (line.kind === 'same') return;
    for (let at = index - context; at <= index + context; at += 1) near.add(at);
  });
  const folded: Line[] = [];
  let hidden = 0;
  lines.forEach((line, index) => {
    if (near.has(index)) {
      if (hidden > 0) folded.push({ kind: 'gap', text: unchanged(hidden), number: line.number, offset: line.offset });
      hidden = 0;
      folded.push(line);
    } else hidden += 1;
  });
  return folded;
}

function unchanged(count: number): string {
  return count === 1 ? '1 unchanged line' : `${count} unchanged lines`;
}
