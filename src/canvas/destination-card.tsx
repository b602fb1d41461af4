import { Plus, Target } from 'lucide-react';
import { memo } from 'react';
import { policyLines } from '../graph/card-size.ts';
import type { DestinationCard as Card } from '../graph/graph.ts';
import { destinationWords } from '../graph/destination-words.ts';
import { Popover } from '../ui/popover.tsx';
import { useCanvasActions } from './canvas-actions.ts';
import { CardFrame, StateMark, StateNote } from './card-frame.tsx';
import { CreateButton } from './create-button.tsx';
import type { CardData } from './card-data.ts';
import { SubsetForm } from './subset-form.tsx';
import styles from './card.module.css';

/** Where rules send: a host's subset, with the labels that choose its pods and the policies that hold for it. */
export const DestinationCard = memo(function DestinationCard({ data }: { data: CardData<Card> }) {
  const { card } = data;
  const { select } = useCanvasActions();
  const { host, title, place } = destinationWords(card);
  const labels = Object.entries(card.labels).map(([key, value]) => `${key}=${value}`);
  return (
    <CardFrame data={data}>
      <div className={styles.header}>
        <Target className={styles.icon} size={15} aria-hidden />
        <span className={styles.title} title={card.host}>
          {title}
        </span>
        <StateMark state={card.state} />
        {!card.missing && (
          <Popover
            label={`Add a subset of ${host}`}
            trigger={
              <button
                type="button"
                className={`${styles.tool} nopan`}
                aria-label={`Add a subset of ${host}`}
                title="Add a subset"
                data-edit
              >
                <Plus size={14} aria-hidden />
              </button>
            }
          >
            {(close) => <SubsetForm destination={card} onDone={close} />}
          </Popover>
        )}
      </div>
      <p className={styles.detail} title={card.host}>
        {place}
      </p>
      {labels.length > 0 && (
        <p className={styles.line} title={labels.join(', ')}>
          {labels.join(', ')}
        </p>
      )}
      {policyLines(card).map((line) => (
        <div key={line.words[0]} className={styles.policies} style={{ height: line.height }}>
          {line.policies.map((policy) => (
            <button
              key={policy.source.path.join('/')}
              type="button"
              className={`${styles.policy} nopan`}
              tabIndex={data.current ? 0 : -1}
              title={policy.label}
              onClick={(event) => {
                event.stopPropagation();
                select(card, policy.source);
              }}
            >
              {policy.label}
            </button>
          ))}
        </div>
      ))}
      <StateNote card={card} />
      <CreateButton card={card} />
    </CardFrame>
  );
});
