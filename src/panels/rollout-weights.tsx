import { useRef } from 'react';
import type { StepState } from '../rollout/step-state.ts';
import styles from './rollout-panel.module.css';
import type { Rollout } from './use-rollout.ts';

/** The weights of a step. The stable version has what the others leave; what one gains beyond that, the others give. */
export function RolloutWeights({
  rollout: { edit, workspace },
  index,
  weights,
}: {
  rollout: Rollout;
  index: number;
  weights: StepState['weights'];
}) {
  const [stable, ...others] = weights;
  const dragging = useRef(false);
  const set = (name: string, wanted: number) => {
    const weight = Math.min(100, Math.max(0, Math.round(wanted)));
    let left = 100 - weight;
    const rest = others.flatMap((other) => {
      if (other.subset.name === name) return [];
      const kept = Math.min(other.weight, left);
      left -= kept;
      return [[other.subset.name, kept] as const];
    });
    const named = others.map(({ subset }) => [subset.name, subset.name === name ? weight : undefined] as const);
    const all = Object.fromEntries(rest);
    edit({
      type: 'setStep',
      index,
      step: {
        type: 'setWeight',
        weights: Object.fromEntries(named.map(([key, value]) => [key, value ?? all[key] ?? 0])),
      },
    });
  };
  const begin = () => {
    dragging.current = true;
    workspace.beginGesture();
  };
  const end = () => {
    if (!dragging.current) return;
    dragging.current = false;
    workspace.endGesture();
  };
  return (
    <div className={styles.weights}>
      {others.map(({ subset: { name }, weight }, position) => (
        <label key={name} className={styles.weight}>
          <span className={styles.version} data-version={position + 1}>
            {name}
          </span>
          <input
            type="range"
            min={0}
            max={100}
            value={weight}
            aria-label={`Weight of ${name}`}
            onPointerDown={begin}
            onPointerUp={end}
            onPointerCancel={end}
            onChange={(event) => set(name, Number(event.target.value))}
          />
          <input
            type="number"
            className={styles.field}
            min={0}
            max={100}
            value={weight}
            aria-label={`Weight of ${name} in percent`}
            onChange={(event) => set(name, Number(event.target.value))}
          />
          <span>%</span>
        </label>
      ))}
      {stable && (
        <p className={styles.weight}>
          <span className={styles.version} data-version={0}>
            {stable.subset.name}
          </span>
          <span className={styles.rest}>takes the rest</span>
          <output>{stable.weight}</output>
          <span>%</span>
        </p>
      )}
    </div>
  );
}
