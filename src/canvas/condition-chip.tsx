import type { Chip } from '../graph/graph.ts';
import styles from './rule-card.module.css';

/** A condition as a chip: what is asked, how, and the value. */
export function ConditionChip({ chip }: { chip: Chip }) {
  const isEqual = chip.operator === 'exact' || chip.operator === 'is';
  return (
    <span className={styles.chip} data-negated={chip.negated || undefined}>
      {chip.negated && <i>not</i>}
      <span>{chip.label}</span>
      <em>{isEqual ? (chip.operator === 'exact' ? '=' : '') : chip.operator}</em>
      {chip.operator !== 'present' && <code>{chip.value === '' ? '""' : chip.value}</code>}
    </span>
  );
}
