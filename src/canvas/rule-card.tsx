import { GripVertical } from 'lucide-react';
import { memo } from 'react';
import { metrics, ruleSections, weightRowOffset, type RuleSection } from '../graph/card-size.ts';
import type { RuleCard as Card } from '../graph/graph.ts';
import { isSamePlace } from '../graph/node-id-at.ts';
import { ActionIcon } from './action-icon.tsx';
import { useCanvasActions } from './canvas-actions.ts';
import { CardFrame, StateMark, StateNote } from './card-frame.tsx';
import { CreateButton } from './create-button.tsx';
import { useDetail, type Detail } from './detail.ts';
import type { CardData } from './card-data.ts';
import { MatchRowView } from './match-row.tsx';
import { percentWords } from './percent-words.ts';
import { ConditionChip } from './condition-chip.tsx';
import { RuleMenu } from './rule-menu.tsx';
import { hasEditableWeights, useWeights, type Weights } from './use-weights.ts';
import { RuleWeightSlider, WeightRowEditor, WeightTools } from './weight-rows.tsx';
import { TestMark } from './test-mark.tsx';
import shared from './card.module.css';
import styles from './rule-card.module.css';

/** A rule: its place in the order, what it asks, what it does, where it sends. */
export const RuleCard = memo(function RuleCard({ data }: { data: CardData<Card> }) {
  const { card } = data;
  const detail = useDetail();
  const weights = useWeights(card);
  return (
    <CardFrame data={data} tone={card.rows.some((row) => row.alarm) ? 'alarm' : undefined}>
      <RuleHeader data={data} detail={detail} />
      {detail === 'near' &&
        ruleSections(card).map((section, index) => (
          <Section key={`${section.type}${index}`} section={section} data={data} weights={weights} />
        ))}
      {detail === 'mid' && <Gist card={card} weights={weights} />}
      {detail === 'far' && <Shape card={card} />}
      {detail === 'near' && card.state === 'ghost' && <CreateButton card={card} />}
    </CardFrame>
  );
});

function RuleHeader({ data, detail }: { data: CardData<Card>; detail: Detail }) {
  const { card } = data;
  const { startRuleDrag } = useCanvasActions();
  const movable = card.owner?.kind === 'VirtualService' && card.protocol === 'http' && card.owner.rules > 1;
  return (
    <div className={shared.header}>
      <span className={styles.order} data-implicit={card.order === null || undefined}>
        {card.order ?? '∅'}
      </span>
      <span className={shared.title} title={card.title}>
        {card.title || (card.order === null ? '' : <span className={styles.unnamed}>{nameless(card)}</span>)}
      </span>
      {card.protocol !== 'http' && <span className={styles.protocol}>{card.protocol}</span>}
      {card.owner && card.owner.kind !== 'VirtualService' && <span className={styles.protocol}>{card.owner.kind}</span>}
      <StateMark state={card.state} />
      <TestMark source={card.source} />
      {detail === 'near' && card.owner && <RuleMenu rule={card} />}
      {detail === 'near' && movable && (
        <span
          className={`${styles.grip} nopan`}
          title="Drag to change the order (Alt+↑, Alt+↓)"
          onPointerDown={(event) => startRuleDrag(card, event)}
        >
          <GripVertical size={14} aria-hidden />
        </span>
      )}
    </div>
  );
}

function Section({ section, data, weights }: { section: RuleSection; data: CardData<Card>; weights: Weights }) {
  const { card, part } = data;
  const { select } = useCanvasActions();
  const { height } = section;
  switch (section.type) {
    case 'everything':
      return (
        <p className={styles.everything} style={{ height }}>
          everything{card.order !== null && card.order > 1 ? ' else' : ''}
        </p>
      );
    case 'or':
      return (
        <p className={styles.or} style={{ height }}>
          or
        </p>
      );
    case 'match':
      return (
        <MatchRowView
          rule={card}
          row={section.row}
          lines={section.lines}
          height={height}
          part={part}
          tabbable={data.current}
        />
      );
    case 'actions':
      return (
        <div className={styles.actions} style={{ height }}>
          {section.lines.map((line) => (
            <div key={line[0]?.label} className={styles.actionLine}>
              {line.map((action) => (
                <button
                  key={action.icon + action.label}
                  type="button"
                  className={`${styles.action} nopan`}
                  data-icon={action.icon}
                  data-selected={(part && isSamePlace(part, action.source)) || undefined}
                  tabIndex={data.current ? 0 : -1}
                  title={action.label}
                  onClick={(event) => {
                    event.stopPropagation();
                    select(card, action.source);
                  }}
                >
                  <ActionIcon icon={action.icon} size={13} />
                  <span>{action.label}</span>
                </button>
              ))}
            </div>
          ))}
        </div>
      );
    case 'weightsHead':
      return (
        <div className={styles.weightsHead} style={{ height }}>
          <span>{card.total === 100 ? 'split' : `split · total ${card.total}`}</span>
          {hasEditableWeights(card) && <WeightTools rule={card} weights={weights} />}
        </div>
      );
    case 'weight':
      return (
        <div
          className={styles.weight}
          style={{ height }}
          data-selected={(part && section.row.source && isSamePlace(part, section.row.source)) || undefined}
          onClick={(event) => {
            event.stopPropagation();
            select(card, section.row.source ?? card.source);
          }}
        >
          {hasEditableWeights(card) ? (
            <WeightRowEditor rule={card} row={section.row} index={section.index} weights={weights} />
          ) : (
            <p className={styles.lone}>
              <span title={section.row.label}>to {section.row.label}</span>
              {card.weights.length > 1 && <span>{percentWords(section.row.percent)}</span>}
            </p>
          )}
        </div>
      );
    case 'note':
      return <StateNote card={card} height={height} />;
  }
}

/** The gist in large type: first condition and how many more, actions, shares to drag. */
function Gist({ card, weights }: { card: Card; weights: Weights }) {
  const [first] = card.rows;
  const chip = first?.chips[0];
  const more = card.rows.reduce((count, row) => count + row.chips.length, 0) - 1;
  return (
    <div className={styles.gist}>
      {card.order !== null && (
        <div className={styles.gistMatch}>
          {chip ? (
            <ConditionChip chip={chip} />
          ) : (
            <span className={styles.everything}>{first ? 'anything' : 'everything'}</span>
          )}
          {more > 0 && <span className={styles.more}>+{more}</span>}
        </div>
      )}
      {card.actions.length > 0 && (
        <div className={styles.gistActions}>
          {card.actions.map((action) => (
            <ActionIcon key={action.icon + action.label} icon={action.icon} size={19} />
          ))}
        </div>
      )}
      {card.weights.map((row, index) => (
        <div key={row.label + index} className={styles.gistWeight} style={rowPlace(card, index)}>
          <span>{row.label}</span>
          {hasEditableWeights(card) && <RuleWeightSlider row={row} index={index} weights={weights} />}
          <b>{percentWords(row.percent)}</b>
        </div>
      ))}
    </div>
  );
}

/** Only bars: how the requests are shared. */
function Shape({ card }: { card: Card }) {
  return (
    <>
      {card.weights.map((row, index) => (
        <div key={row.label + index} className={styles.bar} style={rowPlace(card, index)}>
          <div style={{ width: `${row.percent}%` }} />
        </div>
      ))}
    </>
  );
}

/** Rules of the Gateway API seldom have names; their routes have. */
function nameless({ owner }: Card): string {
  return owner && owner.kind !== 'VirtualService' ? (owner.name.split('/').at(-1) ?? '') : 'unnamed';
}

/** Seen from anywhere, a row stands where its edge leaves the card. */
function rowPlace(rule: Card, index: number) {
  return { top: weightRowOffset(rule, index) - metrics.weight / 2, height: metrics.weight };
}
