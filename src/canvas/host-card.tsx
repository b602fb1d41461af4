import { Globe, Network, Plus } from 'lucide-react';
import { memo } from 'react';
import { hostLines } from '../graph/card-size.ts';
import type { HostCard as Card } from '../graph/graph.ts';
import { Popover } from '../ui/popover.tsx';
import { CardFrame, StateMark, StateNote } from './card-frame.tsx';
import { CreateButton } from './create-button.tsx';
import type { CardData } from './card-data.ts';
import { HostRuleForm } from './rule-form.tsx';
import styles from './card.module.css';

/** A host that is called, or a gateway that requests come through. */
export const HostCard = memo(function HostCard({ data }: { data: CardData<Card> }) {
  const { card } = data;
  const Icon = card.kind === 'gateway' ? Network : Globe;
  const takesRules =
    card.kind === 'host' && (card.owner?.startsWith('VirtualService') || card.id.startsWith('service:'));
  return (
    <CardFrame data={data}>
      <div className={styles.header}>
        <Icon className={styles.icon} size={15} aria-hidden />
        <span className={styles.title} title={card.names.join(', ')}>
          {card.title}
        </span>
        <StateMark state={card.state} />
        {takesRules && (
          <Popover
            label={`Add a rule to ${card.title}`}
            trigger={
              <button
                type="button"
                className={`${styles.tool} nopan`}
                aria-label={`Add a rule to ${card.title}`}
                title="Add a rule"
                data-edit
              >
                <Plus size={14} aria-hidden />
              </button>
            }
          >
            {(close) => <HostRuleForm host={card} onDone={close} />}
          </Popover>
        )}
      </div>
      <p className={styles.detail} title={card.owner ?? undefined}>
        {card.detail}
      </p>
      {hostLines(card).map((line) => (
        <p key={line} className={styles.line} title={line}>
          {line}
        </p>
      ))}
      <StateNote card={card} />
      <CreateButton card={card} />
    </CardFrame>
  );
});
