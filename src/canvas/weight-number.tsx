import { useEffect, useEffectEvent, useState, type KeyboardEvent } from 'react';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import styles from './weights.module.css';

type Props = {
  label: string;
  value: number;
  disabled: boolean;
  onStep: (value: number) => void;
  onBegin: () => void;
  onMove: (value: number) => void;
  onEnd: () => void;
  onCancel: () => void;
};

/**
 * A weight as a field for digits: what is typed takes effect at once, and until the field is left it is one step, counted from where it began. Arrows step
 * by 1, with Shift by 5. Escape takes back what was typed.
 */
export function WeightNumber({ label, value, disabled, onStep, onBegin, onMove, onEnd, onCancel }: Props) {
  const workspace = useWorkspaceApi();
  // While someone types, the field shows what they typed, not what came of it.
  const [typed, setTyped] = useState<string | null>(null);
  const type = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, 6);
    if (typed === null) onBegin();
    setTyped(digits);
    if (digits !== '') onMove(Number(digits));
  };
  const leave = (how: () => void) => {
    if (typed !== null) how();
    setTyped(null);
  };
  const keys = (event: KeyboardEvent) => {
    const isUndo = (event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key);
    // Shortcuts are everybody's; all other keys are for the field alone.
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    const sign = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (isUndo) {
      event.preventDefault();
      if (typed !== null) leave(onCancel);
      else if (event.shiftKey || event.key.toLowerCase() === 'y') workspace.redo();
      else workspace.undo();
    } else if (event.key === 'Enter') leave(onEnd);
    else if (event.key === 'Escape') leave(onCancel);
    else if (sign !== 0) {
      event.preventDefault();
      leave(onEnd);
      onStep(Math.max(0, value + sign * (event.shiftKey ? 5 : 1)));
    }
  };
  // A field that goes away has been left.
  const leaveLate = useEffectEvent(() => leave(onEnd));
  useEffect(() => () => leaveLate(), []);
  return (
    <input
      className={`${styles.number} nodrag nopan`}
      inputMode="numeric"
      aria-label={label}
      disabled={disabled}
      value={typed ?? value}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => leave(onEnd)}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={keys}
    />
  );
}
