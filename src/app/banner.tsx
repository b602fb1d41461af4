import type { ReactNode } from 'react';
import styles from './app.module.css';

/** A line over the canvas that stays until it is answered: a sentence and what can be done. */
export function Banner({ icon, children, actions }: { icon: ReactNode; children: ReactNode; actions: ReactNode }) {
  return (
    <div className={styles.tip} role="status">
      {icon}
      <span>{children}</span>
      {actions}
    </div>
  );
}
