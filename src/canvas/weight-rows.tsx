import { ArrowLeftRight, Equal, Lock, LockOpen } from 'lucide-react';
import { allTo, swap } from '../edits/weights.ts';
import { metrics } from '../graph/card-size.ts';
import type { RuleCard, WeightRow } from '../graph/graph.ts';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import { percentWords } from './percent-words.ts';
import { evened, useWeights, type Weights } from './use-weights.ts';
import { WeightNumber } from './weight-number.tsx';
import { WeightSlider } from './weight-slider.tsx';
import styles from './weights.module.css';

type RowProps = {
  rule: RuleCard;
  row: WeightRow;
  index: number;
  weights: Weights;
  /** Whether the slider takes the keyboard when it appears in a popover. */
  first?: boolean;
};

/** One destination of a rule, to be dragged: label, slider, number, lock. */
export function WeightRowEditor({ rule, row, index, weights, first }: RowProps) {
  const value = weights.values[index] ?? 0;
  const isLocked = weights.locked.has(index);
  const locksNothing = rule.weights.length < 3;
  const share = percentWords(row.percent);
  return (
    <div className={styles.row} style={{ height: metrics.weight }} data-zero={row.percent === 0}>
      <span className={styles.label} title={row.label}>
        {row.label}
      </span>
      <RuleWeightSlider row={row} index={index} weights={weights} first={first} />
      <WeightNumber
        label={`Weight of ${row.label}, ${share} of the requests`}
        value={value}
        disabled={isLocked}
        onStep={(next) => weights.set(index, next)}
        onBegin={weights.begin}
        onMove={(next) => weights.move(index, next)}
        onEnd={weights.end}
        onCancel={weights.cancel}
      />
      {weights.total === 100 ? <span className={styles.unit}>%</span> : <span className={styles.share}>{share}</span>}
      {!locksNothing && (
        <button
          type="button"
          className={`${styles.lock} nodrag nopan`}
          aria-pressed={isLocked}
          aria-label={`${isLocked ? 'Unlock' : 'Lock'} ${row.label}`}
          title={isLocked ? 'Locked: the others move without it' : 'Lock: the others move without it'}
          onClick={() => weights.toggleLock(index)}
        >
          {isLocked ? <Lock size={12} aria-hidden /> : <LockOpen size={12} aria-hidden />}
        </button>
      )}
    </div>
  );
}

/** The slider of one destination of a rule. */
export function RuleWeightSlider({ row, index, weights, first }: Omit<RowProps, 'rule'>) {
  return (
    <WeightSlider
      label={`Weight of ${row.label}`}
      value={weights.values[index] ?? 0}
      max={weights.total}
      first={first}
      disabled={weights.locked.has(index)}
      onStep={(next) => weights.set(index, next)}
      onBegin={weights.begin}
      onMove={(next) => weights.move(index, next)}
      onEnd={weights.end}
      onCancel={weights.cancel}
    />
  );
}

/** Even, swap and 100/0 for the weights of a rule, and their total where it is not 100. */
export function WeightTools({ rule, weights }: { rule: RuleCard; weights: Weights }) {
  const workspace = useWorkspaceApi();
  const apply = (next: readonly number[]) => {
    if (next.some((weight, index) => weight !== weights.written[index])) weights.apply(next);
    workspace.notify(rule.weights.map((row, index) => `${row.label} ${next[index] ?? 0}`).join(', '), 'info');
  };
  const last = rule.weights.length - 1;
  const isAllOnFirst = weights.values.every((value, index) => (index === 0 ? value > 0 : value === 0));
  return (
    <span className={styles.tools}>
      <button type="button" className="nodrag nopan" title="Split evenly" onClick={() => apply(evened(weights))}>
        <Equal size={11} aria-hidden /> even
      </button>
      {rule.weights.length === 2 && (
        <button
          type="button"
          className="nodrag nopan"
          title="Swap the two"
          onClick={() => apply(swap(weights.written))}
        >
          <ArrowLeftRight size={11} aria-hidden /> swap
        </button>
      )}
      <button
        type="button"
        className="nodrag nopan"
        title="Everything to the first; again: everything to the last"
        onClick={() => apply(allTo(weights.values, isAllOnFirst ? last : 0, weights.locked))}
      >
        100/0
      </button>
    </span>
  );
}

/** All weights of a rule, as they stand in a popover at the edge of one: its slider is the first to take keys. */
export function WeightEditor({ rule, row: first }: { rule: RuleCard; row: number | null }) {
  const weights = useWeights(rule);
  return (
    <div className={styles.editor}>
      <div className={styles.head}>
        <span>{rule.title || `rule ${rule.order}`}</span>
        <WeightTools rule={rule} weights={weights} />
      </div>
      {rule.weights.map((row, index) => (
        <WeightRowEditor
          key={row.source?.path.join('/') ?? index}
          rule={rule}
          row={row}
          index={index}
          weights={weights}
          first={index === first}
        />
      ))}
      {rule.total !== 100 && (
        <p className={styles.total}>Written total {rule.total}; shares are relative, so that is allowed.</p>
      )}
    </div>
  );
}
