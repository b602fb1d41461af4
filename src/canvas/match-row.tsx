import { Plus, TriangleAlert } from 'lucide-react';
import { Fragment } from 'react';
import type { Chip, GraphNode, MatchRow, RuleCard } from '../graph/graph.ts';
import { isSamePlace } from '../graph/node-id-at.ts';
import { Popover } from '../ui/popover.tsx';
import { useCanvasActions } from './canvas-actions.ts';
import { chipWords } from './card-name.ts';
import { ConditionChip } from './condition-chip.tsx';
import { ConditionForm } from './condition-form.tsx';
import styles from './rule-card.module.css';

/** One match entry: its conditions joined by "and". A chip opens the form that changes it. */
export function MatchRowView({
  rule,
  row,
  lines,
  height,
  part,
  tabbable,
}: {
  rule: RuleCard;
  row: MatchRow;
  lines: readonly (readonly Chip[])[];
  height: number;
  part: GraphNode['source'];
  tabbable: boolean;
}) {
  const { select } = useCanvasActions();
  const editable = rule.owner?.kind === 'VirtualService' && rule.protocol === 'http';
  return (
    <div
      className={styles.match}
      style={{ height }}
      data-alarm={row.alarm || undefined}
      data-omitted={row.omitted !== null || undefined}
      data-selected={(part && isSamePlace(part, row.source)) || undefined}
      title={row.omitted ?? undefined}
      onClick={(event) => {
        event.stopPropagation();
        select(rule, row.source);
      }}
    >
      {row.alarm && (
        <p className={styles.alarm}>
          <TriangleAlert size={13} aria-hidden /> empty match: takes everything
        </p>
      )}
      {lines.map((line, lineIndex) => (
        <div key={line.map(chipWords).join()} className={styles.chipLine}>
          {line.map((chip, index) => (
            <Fragment key={chipWords(chip)}>
              {(index > 0 || lineIndex > 0) && <span className={styles.and}>and</span>}
              <EditableChip rule={rule} row={row} chip={chip} editable={editable} part={part} tabbable={tabbable} />
            </Fragment>
          ))}
        </div>
      ))}
      {editable && (
        <Popover
          label="Add a condition to this entry"
          trigger={
            <button
              type="button"
              className={`${styles.addCondition} nopan`}
              tabIndex={tabbable ? 0 : -1}
              aria-label="Add a condition to this entry (and)"
              title="And …"
              onClick={(event) => event.stopPropagation()}
            >
              <Plus size={12} aria-hidden />
            </button>
          }
        >
          {(close) => <ConditionForm target={{ match: row.source, taken: fieldsOf(row.chips) }} onDone={close} />}
        </Popover>
      )}
    </div>
  );
}

function fieldsOf(chips: readonly Chip[]) {
  return chips.flatMap(({ field }) => field ?? []);
}

function EditableChip({
  rule,
  row,
  chip,
  editable,
  part,
  tabbable,
}: {
  rule: RuleCard;
  row: MatchRow;
  chip: Chip;
  editable: boolean;
  part: GraphNode['source'];
  tabbable: boolean;
}) {
  const { select } = useCanvasActions();
  const button = (
    <button
      type="button"
      className={`${styles.chipButton} nopan`}
      tabIndex={tabbable ? 0 : -1}
      title={chipWords(chip)}
      data-selected={(part && chip.source && isSamePlace(part, chip.source)) || undefined}
      onClick={(event) => {
        event.stopPropagation();
        select(rule, chip.source ?? row.source);
      }}
    >
      <ConditionChip chip={chip} />
    </button>
  );
  if (!editable || !chip.field) return button;
  return (
    <Popover label={`Condition ${chipWords(chip)}`} trigger={button}>
      {(close) => (
        <ConditionForm
          target={{ match: row.source, chip, taken: fieldsOf(row.chips.filter((other) => other !== chip)) }}
          onDone={close}
        />
      )}
    </Popover>
  );
}
