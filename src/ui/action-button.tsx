import { keyLabel, type Action } from './action.ts';
import styles from './controls.module.css';

/** An action of the registry as an icon with a tooltip. */
export function ActionButton({ action, pressed }: { action: Action; pressed?: boolean }) {
  const Icon = action.icon;
  const keys = action.keys?.[0];
  return (
    <button
      type="button"
      className={styles.iconButton}
      aria-label={action.label}
      aria-pressed={pressed}
      title={keys ? `${action.label} (${keyLabel(keys)})` : action.label}
      disabled={action.disabled}
      onClick={() => action.run?.()}
    >
      {Icon && <Icon size={15} aria-hidden />}
    </button>
  );
}
