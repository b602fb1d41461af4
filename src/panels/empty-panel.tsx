import type { ReactNode } from 'react';
import panel from './panel.module.css';

/** What a panel says while it has nothing to show: what would be here, and how it gets here. */
export function EmptyPanel({ children }: { children: ReactNode }) {
  return (
    <div className={panel.panel}>
      <p className={panel.empty}>{children}</p>
    </div>
  );
}
