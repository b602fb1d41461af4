import { adjacencyOf } from '../graph/adjacency.ts';
import type { GraphNode, RoutingGraph } from '../graph/graph.ts';
import { isSameLight, type Light } from './light.ts';

/** A place in the text. */
export type Source = NonNullable<GraphNode['source']>;

/** What a card shows. */
export type CardData<Card extends GraphNode = GraphNode> = {
  readonly card: Card;
  readonly light: Light;
  /** The part of the card that is selected; the card's own source where it is the whole. */
  readonly part: Source | null;
  /** Whether the keyboard is here: the one card of the canvas that Tab reaches. */
  readonly current: boolean;
};

/** Gives what a card shows; null where there is no such card. */
export type CardLookup = (id: string) => CardData | null;

const known = new WeakMap<GraphNode, CardData>();

/** Looks up cards of a graph. A card that shows the same as when it was last looked up is the same object. */
export function cardLookup(
  graph: RoutingGraph,
  look: (id: string) => Pick<CardData, 'light' | 'part' | 'current'>,
): CardLookup {
  const { node } = adjacencyOf(graph);
  return (id) => {
    const card = node(id);
    if (!card) return null;
    const data = { card, ...look(id) };
    const before = known.get(card);
    if (before && isSameData(before, data)) return before;
    known.set(card, data);
    return data;
  };
}

function isSameData(a: CardData, b: CardData): boolean {
  return a.current === b.current && a.part === b.part && isSameLight(a.light, b.light);
}
