import { isSameSource, sourceKey, type Source } from '../istio/source.ts';
import { memoByParts } from '../pilot/memo-by-parts.ts';
import type { GraphNode, RoutingGraph } from './graph.ts';

/** A card, and the innermost of its parts (a match entry, a chip, an action, a destination) that a place means. */
export type Located = { readonly node: string; readonly source: Source };

/** By the document of the place: most questions are about one of many. */
const indexOf = memoByParts({ graph: 'object', document: 'scalar' }, buildIndex);

/** The card for a place in the text: the one with the innermost source that holds it; null where no card stands for it. */
export function nodeIdAt(graph: RoutingGraph, place: Source): Located | null {
  const { document, path } = place;
  const index = indexOf({ graph, document });
  for (let length = path.length; length >= 0; length--) {
    const found = index.get(sourceKey({ document, path: path.slice(0, length) }));
    if (found) return found;
  }
  return null;
}

/** Whether two sources are one place. */
export function isSamePlace(a: Source, b: Source): boolean {
  return isSameSource(a, b);
}

/** A place may be meant by several cards: what a card is comes before what it is only related to, earlier cards before later ones. */
function buildIndex({ graph, document }: Indexed): ReadonlyMap<string, Located> {
  const index = new Map<string, Located>();
  const add = (node: GraphNode, source: Source | null) => {
    if (source?.document !== document) return;
    const key = sourceKey(source);
    if (!index.has(key)) index.set(key, { node: node.id, source });
  };
  const nodes = graph.nodes.filter((node) => documentsOf({ node }).has(document));
  for (const node of nodes) add(node, node.source);
  for (const node of nodes) for (const source of listParts(node)) add(node, source);
  for (const node of nodes) for (const source of node.related) add(node, source);
  return index;
}

type Indexed = { readonly graph: RoutingGraph; readonly document: number };

/** The documents that a card is about in any way; kept with the card, for most cards stay. */
const documentsOf = memoByParts(
  { node: 'object' },
  ({ node }: { readonly node: GraphNode }) =>
    new Set([node.source, ...listParts(node), ...node.related].map((source) => source?.document)),
);

function listParts(node: GraphNode): (Source | null)[] {
  if (node.type === 'destination') return node.policies.map((policy) => policy.source);
  if (node.type !== 'rule') return [];
  return [
    ...node.rows.flatMap((row) => [row.source, ...row.chips.map((chip) => chip.source)]),
    ...node.actions.map((action) => action.source),
    ...node.weights.map((row) => row.source),
  ];
}
