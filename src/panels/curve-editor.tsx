import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import styles from './curve-editor.module.css';

/** A point of a curve in whole percent: so far along the way, the canary has this weight. */
export type CurvePoint = { readonly way: number; readonly weight: number };

type Props = { points: readonly CurvePoint[]; onChange: (points: readonly CurvePoint[]) => void };

/** A curve from nothing to everything by way of points that are dragged: a press where there is none makes one, Delete takes one away, arrows move it. */
export function CurveEditor({ points, onChange }: Props) {
  const area = useRef<HTMLDivElement>(null);
  const dragged = useRef<number | null>(null);
  const line = [{ way: 0, weight: 0 }, ...points, { way: 100, weight: 100 }];

  const place = (event: PointerEvent): CurvePoint => {
    const { left, top, width, height } = area.current?.getBoundingClientRect() ?? new DOMRect();
    const part = (from: number, size: number) => (size === 0 ? 0 : Math.round((from / size) * 100));
    return { way: part(event.clientX - left, width), weight: 100 - part(event.clientY - top, height) };
  };
  const move = (index: number, to: CurvePoint) => {
    const before = points[index - 1]?.way ?? 0;
    const after = points[index + 1]?.way ?? 100;
    const way = Math.min(after - 1, Math.max(before + 1, to.way));
    const moved = { way, weight: Math.min(100, Math.max(0, to.weight)) };
    onChange(points.with(index, moved));
  };
  const start = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const handle = event.target instanceof HTMLElement ? event.target.dataset['point'] : undefined;
    if (handle !== undefined) {
      dragged.current = Number(handle);
      return;
    }
    const point = place(event);
    const index = points.filter(({ way }) => way < point.way).length;
    if (point.way <= (points[index - 1]?.way ?? 0) || point.way >= (points[index]?.way ?? 100)) return;
    dragged.current = index;
    onChange(points.toSpliced(index, 0, point));
  };
  const keys = (event: KeyboardEvent, index: number) => {
    const point = points[index];
    const step = event.shiftKey ? 5 : 1;
    const [way, weight] = steps[event.key] ?? [0, 0];
    const removes = event.key === 'Delete' || event.key === 'Backspace';
    if (!point || (!removes && way === 0 && weight === 0)) return;
    event.preventDefault();
    if (removes) onChange(points.toSpliced(index, 1));
    else move(index, { way: point.way + way * step, weight: point.weight + weight * step });
  };

  return (
    <div
      ref={area}
      className={styles.area}
      onPointerDown={start}
      onPointerMove={(event) => dragged.current !== null && move(dragged.current, place(event))}
      onPointerUp={() => (dragged.current = null)}
      onPointerCancel={() => (dragged.current = null)}
    >
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
        <polyline points={line.map(({ way, weight }) => `${way},${100 - weight}`).join(' ')} />
      </svg>
      {points.map(({ way, weight }, index) => (
        <span
          key={index}
          className={styles.point}
          style={{ left: `${way}%`, bottom: `${weight}%` }}
          data-point={index}
          role="slider"
          tabIndex={0}
          aria-label={`Point ${index + 1} of the curve`}
          aria-orientation="vertical"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={weight}
          aria-valuetext={`${weight} % at ${way} % of the way`}
          title={`${weight} % at ${way} % of the way. Delete takes the point away.`}
          onKeyDown={(event) => keys(event, index)}
        />
      ))}
    </div>
  );
}

/** What arrows change: way and weight. */
const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
