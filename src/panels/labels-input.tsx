import { useId, useState } from 'react';
import { parseLabels } from '../edits/parse-labels.ts';
import { formatLabels } from '../istio/caller-words.ts';
import styles from './request-bar.module.css';

type Labels = Readonly<Record<string, string>>;

/** A field for labels, written as one likes for as long as they say the same; what cannot be read changes nothing and is told. */
export function LabelsInput({ labels, onChange }: { labels: Labels; onChange: (labels: Labels) => void }) {
  const problem = useId();
  const current = formatLabels(labels);
  /** What was typed, and the labels that it stands beside: others were chosen elsewhere. */
  const [typed, setTyped] = useState({ text: current, labels: current });
  const text = typed.labels === current ? typed.text : current;
  const isRead = parseLabels(text) !== null;
  const type = (next: string) => {
    const read = parseLabels(next);
    setTyped({ text: next, labels: read ? formatLabels(read) : current });
    if (read) onChange(read);
  };
  return (
    <>
      <label>
        Labels
        <input
          value={text}
          placeholder="app=web, version=v1"
          spellCheck={false}
          aria-invalid={!isRead}
          aria-describedby={isRead ? undefined : problem}
          onChange={(event) => type(event.target.value)}
        />
      </label>
      {!isRead && (
        <small id={problem} className={styles.refused}>
          Labels are written as key=value, with commas between them.
        </small>
      )}
    </>
  );
}
