import type { Node } from '@xyflow/react';
import type { GraphNode, Placed } from '../graph/graph.ts';

/** A place in the text. */
export type Source = NonNullable<GraphNode['source']>;

/** How a card or an edge stands out at the moment. */
export type Light = {
  /** On the way of the request. */
  readonly route: boolean;
  /** Connected with what is selected, and on which side of it. */
  readonly side: 'upstream' | 'downstream' | 'self' | null;
  /** Apart from what is selected. */
  readonly dim: boolean;
};

export type CardData<Card extends GraphNode = GraphNode> = {
  readonly card: Card;
  readonly light: Light;
  /** The part of the card that is selected; the card's own source where it is the whole. */
  readonly part: Source | null;
  /** Whether the keyboard is here: the one card of the canvas that Tab reaches. */
  readonly current: boolean;
};
export type CardNode<Card extends GraphNode = GraphNode> = Node<CardData<Card>, Card['type']>;

const knownNodes = new WeakMap<GraphNode, CardNode>();

/** The card as React Flow takes it: with its size, so that it need not be measured. The same object while nothing changes. */
export function cardNode(card: GraphNode, place: Placed, data: Omit<CardData, 'card'>): CardNode {
  const known = knownNodes.get(card);
  if (known && known.position.x === place.x && known.position.y === place.y && isSameData(known.data, data))
    return known;
  const { width, height } = place;
  const node: CardNode = {
    id: card.id,
    type: card.type,
    position: { x: place.x, y: place.y },
    width,
    height,
    measured: { width, height },
    // Edges are drawn from the layout, not from handles; without any, React Flow would mount every card once to look for them.
    handles: [],
    data: { card, ...data },
    draggable: false,
    selectable: false,
    focusable: false,
  };
  knownNodes.set(card, node);
  return node;
}

function isSameData(a: CardData, b: Omit<CardData, 'card'>): boolean {
  return a.current === b.current && a.part === b.part && isSameLight(a.light, b.light);
}

export function isSameLight(a: Light, b: Light): boolean {
  return a.route === b.route && a.side === b.side && a.dim === b.dim;
}
