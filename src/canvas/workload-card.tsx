import { Boxes } from 'lucide-react';
import { memo } from 'react';
import type { WorkloadCard as Card } from '../graph/graph.ts';
import { CardFrame, StateMark, StateNote } from './card-frame.tsx';
import type { CardData } from './card-data.ts';
import styles from './card.module.css';

/** The pods that answer. */
export const WorkloadCard = memo(function WorkloadCard({ data }: { data: CardData<Card> }) {
  const { card } = data;
  return (
    <CardFrame data={data}>
      <div className={styles.header}>
        <Boxes className={styles.icon} size={15} aria-hidden />
        <span className={styles.title} title={card.title}>
          {card.title}
        </span>
        <StateMark state={card.state} />
      </div>
      <p className={styles.detail} title={card.detail}>
        {card.detail}
      </p>
      <StateNote card={card} />
    </CardFrame>
  );
});
