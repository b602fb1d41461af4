import { useState } from 'react';
import styles from './rollout-panel.module.css';

/** A line of text in a step: taken on Enter or when the field is left, and only where it is fine; Escape takes it back. */
export function RolloutField({
  label,
  value,
  isFine = isThere,
  onChange,
}: {
  label: string;
  value: string;
  isFine?: (text: string) => boolean;
  onChange: (value: string) => void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? value;
  const take = () => {
    setDraft(null);
    if (draft !== null && draft.trim() !== value && isFine(draft.trim())) onChange(draft.trim());
  };
  return (
    <label className={styles.pair}>
      <span>{label}</span>
      <input
        className={styles.field}
        value={text}
        aria-invalid={!isFine(text.trim())}
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
          if (event.key === 'Escape' && draft !== null) {
            event.stopPropagation();
            setDraft(null);
          }
        }}
      />
    </label>
  );
}

function isThere(text: string): boolean {
  return text !== '';
}
