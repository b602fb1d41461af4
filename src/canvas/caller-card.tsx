import { DoorOpen, Radio } from 'lucide-react';
import { memo } from 'react';
import type { CallerCard as Card } from '../graph/graph.ts';
import { CardFrame } from './card-frame.tsx';
import type { CardData } from './card-data.ts';
import styles from './card.module.css';

/** Who sends requests: the sidecars of the mesh, or the pods of a gateway. */
export const CallerCard = memo(function CallerCard({ data }: { data: CardData<Card> }) {
  const { card } = data;
  const Icon = card.kind === 'gateway' ? DoorOpen : Radio;
  return (
    <CardFrame data={data}>
      <div className={styles.header}>
        <Icon className={styles.icon} size={15} aria-hidden />
        <span className={styles.title}>{card.title}</span>
      </div>
      <p className={styles.detail} title={card.detail}>
        {card.asking ? <b>asks · </b> : null}
        {card.detail}
      </p>
    </CardFrame>
  );
});
