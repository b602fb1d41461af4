import { ViewportPortal } from '@xyflow/react';
import type { Slot } from './rule-slots.ts';
import styles from './canvas.module.css';

/** Where a rule that is being dragged would go. */
export function SlotMark({ slot }: { slot: Slot }) {
  return (
    <ViewportPortal>
      <div className={styles.slot} style={{ transform: `translate(${slot.x}px, ${slot.y}px)`, width: slot.width }} />
    </ViewportPortal>
  );
}
