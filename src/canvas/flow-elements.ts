import { Position, type Edge, type Node, type NodeHandle } from '@xyflow/react';
import { metrics, weightRowOffset } from '../graph/card-size.ts';
import type { GraphEdge, GraphNode, Placed } from '../graph/graph.ts';

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
export type RouteEdge = Edge<{ readonly edge: GraphEdge; readonly light: Light }, 'route'>;

/** x of the line along which rules are asked one after the other, from the left of their cards. */
export const elseLine = 20;

const knownNodes = new WeakMap<GraphNode, CardNode>();

/** The card as React Flow takes it: with size and handles, so that it need not be mounted to be measured. The same object while nothing changes. */
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
    handles: handlesOf(card, width, height),
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

function isSameLight(a: Light, b: Light): boolean {
  return a.route === b.route && a.side === b.side && a.dim === b.dim;
}

function handlesOf(card: GraphNode, width: number, height: number): NodeHandle[] {
  const middle = metrics.header / 2;
  const handles: NodeHandle[] = [
    handle('in', 'target', Position.Left, 0, middle),
    handle('out', 'source', Position.Right, width, middle),
  ];
  if (card.type !== 'rule') return handles;
  handles.push(
    handle('before', 'target', Position.Top, elseLine, 0),
    handle('after', 'source', Position.Bottom, elseLine, height),
  );
  card.weights.forEach((_, index) =>
    handles.push(handle(`row${index}`, 'source', Position.Right, width, weightRowOffset(card, index))),
  );
  return handles;
}

function handle(id: string, type: 'source' | 'target', position: Position, x: number, y: number): NodeHandle {
  return { id, type, position, x, y, width: 1, height: 1 };
}

const knownEdges = new WeakMap<GraphEdge, RouteEdge>();

/** The edge as React Flow takes it. The same object while nothing changes. */
export function routeEdge(edge: GraphEdge, light: Light): RouteEdge {
  const known = knownEdges.get(edge);
  if (known?.data && isSameLight(known.data.light, light)) return known;
  const made: RouteEdge = {
    id: edge.id,
    type: 'route',
    source: edge.from,
    target: edge.to,
    sourceHandle: edge.kind === 'else' ? 'after' : edge.fromRow === null ? 'out' : `row${edge.fromRow}`,
    targetHandle: edge.kind === 'else' ? 'before' : 'in',
    data: { edge, light },
    selectable: false,
    focusable: false,
  };
  knownEdges.set(edge, made);
  return made;
}
