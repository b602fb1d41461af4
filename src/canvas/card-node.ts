import type { Node } from '@xyflow/react';
import type { GraphLayout, GraphNode, Placed, RoutingGraph } from '../graph/graph.ts';

/** A card as React Flow takes it: where it is and how large. What it shows it reads itself (`shown-cards.tsx`), so this changes with the layout alone. */
export type CardNode = Node<Record<string, never>, GraphNode['type']>;

const knownLists = new WeakMap<GraphLayout, CardNode[]>();
const knownNodes = new WeakMap<Placed, CardNode>();

/** The cards of a layout, in the order of the graph that it was made for; the same list for the same layout. */
export function cardNodes(graph: RoutingGraph, layout: GraphLayout): CardNode[] {
  let nodes = knownLists.get(layout);
  if (!nodes) {
    nodes = graph.nodes.flatMap((card) => {
      const place = layout.positions.get(card.id);
      return place ? [cardNode(card, place)] : [];
    });
    knownLists.set(layout, nodes);
  }
  return nodes;
}

const nothing = {};

/** With its size, so that it need not be measured. The same object while it stays where it is. */
function cardNode({ id, type }: GraphNode, place: Placed): CardNode {
  const known = knownNodes.get(place);
  if (known) return known;
  const { width, height } = place;
  const node: CardNode = {
    id,
    type,
    position: { x: place.x, y: place.y },
    width,
    height,
    measured: { width, height },
    // Edges are drawn from the layout, not from handles; without any, React Flow would mount every card once to look for them.
    handles: [],
    data: nothing,
    draggable: false,
    selectable: false,
    focusable: false,
  };
  knownNodes.set(place, node);
  return node;
}
