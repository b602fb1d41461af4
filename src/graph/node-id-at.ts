import { sourceKey, type Source } from '../istio/source.ts';
import type { GraphNode, RoutingGraph } from './graph.ts';

/** A card, and the innermost of its parts (a match entry, a chip, an action, a destination) that a place means. */
export type Located = { readonly node: string; readonly source: Source };

const known = new WeakMap<RoutingGraph, ReadonlyMap<string, Located>>();

/** The card for a place in the text: the one with the innermost source that holds it; null where no card stands for it. */
export function nodeIdAt(graph: RoutingGraph, place: Source): Located | null {
  let index = known.get(graph);
  if (!index) known.set(graph, (index = indexOf(graph)));
  for (let length = place.path.length; length >= 0; length--) {
    const found = index.get(sourceKey({ document: place.document, path: place.path.slice(0, length) }));
    if (found) return found;
  }
  return null;
}

/** Whether two sources are one place. */
export function isSamePlace(a: Source, b: Source): boolean {
  return sourceKey(a) === sourceKey(b);
}

/** A place may be meant by several cards: what a card is comes before what it is only related to, earlier cards before later ones. */
function indexOf(graph: RoutingGraph): ReadonlyMap<string, Located> {
  const index = new Map<string, Located>();
  const add = (node: GraphNode, source: Source | null) => {
    if (!source) return;
    const key = sourceKey(source);
    if (!index.has(key)) index.set(key, { node: node.id, source });
  };
  for (const node of graph.nodes) add(node, node.source);
  for (const node of graph.nodes) for (const source of partsOf(node)) add(node, source);
  for (const node of graph.nodes) for (const source of node.related) add(node, source);
  return index;
}

function partsOf(node: GraphNode): (Source | null)[] {
  if (node.type === 'destination') return node.policies.map((policy) => policy.source);
  if (node.type !== 'rule') return [];
  return [
    ...node.rows.flatMap((row) => [row.source, ...row.chips.map((chip) => chip.source)]),
    ...node.actions.map((action) => action.source),
    ...node.weights.map((row) => row.source),
  ];
}
