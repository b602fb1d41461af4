import { Ban, CircleDashed, CircleHelp, EyeOff, History, UserX, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CardState, GraphNode } from '../graph/graph.ts';
import { useCanvasActions } from './canvas-actions.ts';
import { cardName } from './card-name.ts';
import type { CardData } from './card-data.ts';
import styles from './card.module.css';

const stateIcons: Partial<Record<CardState, { icon: LucideIcon; words: string }>> = {
  ghost: { icon: CircleDashed, words: 'does not exist' },
  stale: { icon: History, words: 'as it last could be read' },
  refused: { icon: Ban, words: 'refused' },
  shadowed: { icon: EyeOff, words: 'never reached' },
  'not-for-caller': { icon: UserX, words: 'not for this caller' },
  assumed: { icon: CircleHelp, words: 'assumed' },
};

/** What all cards share: the surface, how it stands out, and how it is selected. `label` is what a screen reader says beyond the card's name. */
export function CardFrame({
  data,
  children,
  tone,
}: {
  data: CardData;
  children: ReactNode;
  /** `alarm` where the content itself is alarming. */
  tone?: 'alarm';
}) {
  const { card, light, part, current } = data;
  const { select, reveal } = useCanvasActions();
  return (
    <div
      className={styles.card}
      role="group"
      aria-label={cardName(card)}
      aria-current={part ? true : undefined}
      tabIndex={current ? 0 : -1}
      title={card.state === 'implicit' ? (card.reason ?? undefined) : undefined}
      data-card={card.id}
      data-type={card.type}
      data-state={card.state}
      data-side={light.side ?? undefined}
      data-dim={light.dim || undefined}
      data-route={light.route || undefined}
      data-selected={part !== null || undefined}
      data-tone={tone}
      onClick={() => select(card, card.source)}
      onDoubleClick={() => reveal(card, card.source)}
    >
      {children}
    </div>
  );
}

/** The sign of a card's state: an icon and, for those who do not see it, the words. */
export function StateMark({ state }: { state: CardState }) {
  const mark = stateIcons[state];
  if (!mark) return null;
  const Icon = mark.icon;
  return (
    <span className={styles.mark} data-state={state} title={mark.words}>
      <Icon size={13} aria-hidden />
    </span>
  );
}

/** Why a card is in its state, with a way to the culprit. */
export function StateNote({ card, height }: { card: GraphNode; height?: number }) {
  const { select } = useCanvasActions();
  if (!card.reason || card.state === 'implicit') return null;
  const { culprit } = card;
  return (
    <p className={styles.note} data-state={card.state} style={{ height }} title={card.reason}>
      {culprit ? (
        <button
          type="button"
          className="nopan"
          title={`${card.reason}. Show what stands in the way`}
          onClick={(event) => {
            event.stopPropagation();
            select(card, culprit);
          }}
        >
          {card.reason}
        </button>
      ) : (
        card.reason
      )}
    </p>
  );
}
