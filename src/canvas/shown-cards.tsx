import type { NodeProps } from '@xyflow/react';
import {
  createContext,
  memo,
  useCallback,
  useContext,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
  type ComponentType,
  type ReactNode,
} from 'react';
import type { GraphNode } from '../graph/graph.ts';
import type { CardData, CardLookup } from './card-data.ts';

/** What all cards show now, and who wants to know when that changes. */
type ShownCards = {
  readonly lookup: () => CardLookup;
  readonly show: (lookup: CardLookup) => void;
  readonly subscribe: (listener: () => void) => () => void;
};

function createShownCards(first: CardLookup): ShownCards {
  const listeners = new Set<() => void>();
  let current = first;
  return {
    lookup: () => current,
    show: (lookup) => {
      current = lookup;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const ShownCardsContext = createContext<ShownCards | null>(null);

/**
 * Lets the cards below read what they show. Of a thousand cards a drag changes one or two: only those are drawn again, and React Flow, which would go
 * through all of them, is not asked.
 */
export function ShownCardsProvider({ lookup, children }: { lookup: CardLookup; children: ReactNode }) {
  const [cards] = useState(() => createShownCards(lookup));
  useLayoutEffect(() => cards.show(lookup), [cards, lookup]);
  return <ShownCardsContext value={cards}>{children}</ShownCardsContext>;
}

/** A card of React Flow's that draws what the card shows now. */
export function shown<Card extends GraphNode>(View: ComponentType<{ data: CardData<Card> }>): ComponentType<NodeProps> {
  return memo(function ShownCard({ id }: NodeProps) {
    const data = useShownCard(id);
    // React Flow chooses the component by the card's type.
    return data && <View data={data as CardData<Card>} />;
  });
}

function useShownCard(id: string): CardData | null {
  const cards = useContext(ShownCardsContext);
  if (!cards) throw new Error('a card stands outside a ShownCardsProvider');
  return useSyncExternalStore(
    cards.subscribe,
    useCallback(() => cards.lookup()(id), [cards, id]),
  );
}
