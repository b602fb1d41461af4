import { useState, type KeyboardEvent } from 'react';
import styles from './weights.module.css';

/** A weight as a field for digits: what is typed takes effect at once, arrows step by 1, with Shift by 5. */
export function WeightNumber({
  label,
  value,
  disabled,
  onStep,
}: {
  label: string;
  value: number;
  disabled: boolean;
  onStep: (value: number) => void;
}) {
  // While someone types, the field shows what they typed, not what came of it.
  const [typed, setTyped] = useState<string | null>(null);
  const type = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, 6);
    setTyped(digits);
    if (digits !== '') onStep(Number(digits));
  };
  const step = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter' || event.key === 'Escape') setTyped(null);
    const sign = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (sign === 0) return;
    event.preventDefault();
    setTyped(null);
    onStep(Math.max(0, value + sign * (event.shiftKey ? 5 : 1)));
  };
  return (
    <input
      className={`${styles.number} nodrag nopan`}
      inputMode="numeric"
      aria-label={label}
      disabled={disabled}
      value={typed ?? value}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => setTyped(null)}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={step}
    />
  );
}
