import { useId } from 'react';
import { parseDuration } from '../istio/duration.ts';
import { RolloutField } from './rollout-field.tsx';
import styles from './rollout-panel.module.css';
import type { Rollout } from './use-rollout.ts';

/** How long a pause is held. */
export function RolloutPause({
  rollout: { edit },
  index,
  duration,
}: {
  rollout: Rollout;
  index: number;
  duration: string | null;
}) {
  const group = useId();
  const set = (next: string | null) => edit({ type: 'setStep', index, step: { type: 'pause', duration: next } });
  return (
    <fieldset className={styles.choices}>
      <legend>Pause</legend>
      <label>
        <input type="radio" name={group} checked={duration === null} onChange={() => set(null)} />
        Until somebody goes on
      </label>
      <label>
        <input type="radio" name={group} checked={duration !== null} onChange={() => set('10m')} />
        For a time
      </label>
      {duration !== null && <RolloutField label="Duration" value={duration} isFine={isDuration} onChange={set} />}
    </fieldset>
  );
}

function isDuration(text: string): boolean {
  return (parseDuration(/^\d+$/.test(text) ? `${text}s` : text) ?? -1) >= 0;
}
