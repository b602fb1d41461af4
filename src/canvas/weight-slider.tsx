import { useEffect, useEffectEvent, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import styles from './weights.module.css';

type Props = {
  label: string;
  value: number;
  max: number;
  /** Whether it takes the keyboard when it appears in a popover. */
  first?: boolean | undefined;
  disabled: boolean;
  onStep: (value: number) => void;
  onBegin: () => void;
  onMove: (value: number) => void;
  onEnd: () => void;
  onCancel: () => void;
};

const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

/** A slider over whole numbers. Arrows step by 1, with Shift by 5; Escape takes a drag back. */
export function WeightSlider({ label, value, max, first, disabled, onStep, onBegin, onMove, onEnd, onCancel }: Props) {
  const track = useRef<HTMLDivElement>(null);
  const dragging = useRef(false);
  /** Where the track stood when the drag began; asking again at each move would lay out the page each time. */
  const box = useRef<DOMRect | null>(null);

  const valueAt = (event: PointerEvent) => {
    const { left = 0, width = 0 } = box.current ?? {};
    if (width === 0) return value;
    return Math.round(Math.min(1, Math.max(0, (event.clientX - left) / width)) * max);
  };
  const start = (event: PointerEvent<HTMLDivElement>) => {
    if (disabled || event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    dragging.current = true;
    box.current = track.current?.getBoundingClientRect() ?? null;
    onBegin();
    onMove(valueAt(event));
  };
  const stop = () => {
    if (!dragging.current) return;
    dragging.current = false;
    onEnd();
  };
  const step = (event: KeyboardEvent) => {
    const by = steps[event.key];
    const target =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? max
          : by === undefined
            ? null
            : value + by * (event.shiftKey && Math.abs(by) === 1 ? 5 : 1);
    if (target === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (!disabled) onStep(Math.min(max, Math.max(0, target)));
  };

  const cancel = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.key !== 'Escape' || !dragging.current) return;
    event.preventDefault();
    event.stopPropagation();
    dragging.current = false;
    onCancel();
  });
  const stopLate = useEffectEvent(stop);
  // Escape is heard wherever the focus is while the pointer is down. A slider that goes away in a drag ends it.
  useEffect(() => {
    window.addEventListener('keydown', cancel, true);
    return () => {
      window.removeEventListener('keydown', cancel, true);
      stopLate();
    };
  }, []);

  const share = max === 0 ? 0 : (value / max) * 100;
  return (
    <div
      ref={track}
      className={`${styles.slider} nodrag nopan`}
      role="slider"
      data-first={first || undefined}
      tabIndex={disabled ? -1 : 0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-disabled={disabled}
      onPointerDown={start}
      onPointerMove={(event) => dragging.current && onMove(valueAt(event))}
      onPointerUp={stop}
      onPointerCancel={stop}
      onKeyDown={step}
    >
      <div className={styles.track}>
        <div className={styles.fill} style={{ width: `${share}%` }} />
      </div>
      <div className={styles.thumb} style={{ left: `${share}%` }} />
    </div>
  );
}
