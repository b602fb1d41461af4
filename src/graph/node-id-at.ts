import { groupByEach } from '../istio/group-by.ts';
import { isInside, isSameSource, type Source } from '../istio/source.ts';
import { memoByParts } from '../pilot/memo-by-parts.ts';
import type { GraphNode, RoutingGraph } from './graph.ts';

/** A card, and the innermost of its parts (a match entry, a chip, an action, a destination) that a place means. */
export type Located = { readonly node: string; readonly source: Source };

/**
 * The card for a place in the text: the one with the innermost source that holds it; null where no card stands for it. A place may be meant by several
 * cards: what a card is comes before what it has, that before what it is only related to, and earlier cards before later ones.
 */
export function nodeIdAt(graph: RoutingGraph, place: Source): Located | null {
  const nodes = nodesAbout(graph, place.document);
  let found: Located | null = null;
  for (const sourcesOf of [ownSource, partSources, relatedSources]) {
    for (const node of nodes) {
      for (const source of sourcesOf(node)) {
        if (!source || (found && source.path.length <= found.source.path.length)) continue;
        if (isInside(place, source)) found = { node: node.id, source };
      }
    }
  }
  return found;
}

/** Whether two sources are one place: istio/source.ts knows, for the canvas, which may not ask there. */
export function isSamePlace(a: Source, b: Source): boolean {
  return isSameSource(a, b);
}

type ByDocument = ReadonlyMap<number, readonly number[]>;
const known = new WeakMap<RoutingGraph, ByDocument>();
/** Of the graph that was asked for last: in a drag the cards of the next one are about the same documents. */
let latest: { readonly graph: RoutingGraph; readonly byDocument: ByDocument } | null = null;

/** The cards that are about a document, in their order. */
function nodesAbout(graph: RoutingGraph, document: number): GraphNode[] {
  let byDocument = known.get(graph);
  if (!byDocument) {
    byDocument = latest && isAboutTheSame(latest.graph, graph) ? latest.byDocument : placesByDocument(graph);
    latest = { graph, byDocument };
    known.set(graph, byDocument);
  }
  return (byDocument.get(document) ?? []).flatMap((index) => graph.nodes[index] ?? []);
}

function placesByDocument({ nodes }: RoutingGraph): ByDocument {
  return groupByEach(nodes.keys(), (index) => (nodes[index] ? documentsOf({ node: nodes[index] }) : []));
}

function isAboutTheSame(a: RoutingGraph, b: RoutingGraph): boolean {
  return a.nodes.length === b.nodes.length && a.nodes.every((node, index) => hasSameDocuments(node, b.nodes[index]));
}

function hasSameDocuments(a: GraphNode, b: GraphNode | undefined): boolean {
  if (a === b) return true;
  if (!b) return false;
  const before = documentsOf({ node: a });
  const now = documentsOf({ node: b });
  return before.size === now.size && [...before].every((document) => now.has(document));
}

/** The documents that a card is about in any way; kept with the card, for most cards stay. */
const documentsOf = memoByParts(
  { node: 'object' },
  ({ node }: { readonly node: GraphNode }) =>
    new Set(
      [ownSource, partSources, relatedSources].flatMap((sourcesOf) =>
        sourcesOf(node).flatMap((source) => source?.document ?? []),
      ),
    ),
);

type Sources = readonly (Source | null)[];

function ownSource({ source }: GraphNode): Sources {
  return [source];
}

function relatedSources({ related }: GraphNode): Sources {
  return related;
}

function partSources(node: GraphNode): Sources {
  return partsOf({ node });
}

const partsOf = memoByParts({ node: 'object' }, ({ node }: { readonly node: GraphNode }): Sources => {
  if (node.type === 'destination') return node.policies.map((policy) => policy.source);
  if (node.type !== 'rule') return [];
  return [
    ...node.rows.flatMap((row) => [row.source, ...row.chips.map((chip) => chip.source)]),
    ...node.actions.map((action) => action.source),
    ...node.weights.map((row) => row.source),
  ];
});
