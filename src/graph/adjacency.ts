import { stepsAlong } from './asked-along.ts';
import type { GraphEdge, GraphNode, RoutingGraph } from './graph.ts';
import { groupBy } from '../istio/group-by.ts';
import { firstPlaces } from './id-places.ts';

/** The graph by id and by end, for walks along its edges. */
export type Adjacency = {
  readonly node: (id: string) => GraphNode | null;
  readonly edge: (id: string) => GraphEdge | null;
  readonly from: (id: string) => readonly GraphEdge[];
  readonly to: (id: string) => readonly GraphEdge[];
};

/** Where cards and edges stand in their lists: the same for all graphs with the same cards and ends of edges, whatever these say. */
type Places = {
  readonly nodes: ReadonlyMap<string, number>;
  readonly edges: ReadonlyMap<string, number>;
  readonly from: ReadonlyMap<string, readonly number[]>;
  readonly to: ReadonlyMap<string, readonly number[]>;
};

const known = new WeakMap<RoutingGraph, Adjacency>();
/** Of the graph that was asked for last: in a drag the next one has the same places. */
let latest: { readonly graph: RoutingGraph; readonly places: Places } | null = null;

/** The adjacency of a graph, made once for each. */
export function adjacencyOf(graph: RoutingGraph): Adjacency {
  let adjacency = known.get(graph);
  if (!adjacency) known.set(graph, (adjacency = adjacencyAt(graph, placesOf(graph))));
  return adjacency;
}

function adjacencyAt({ nodes, edges }: RoutingGraph, places: Places): Adjacency {
  const edgesAt = (indices: readonly number[] = []) => indices.flatMap((index) => edges[index] ?? []);
  return {
    node: (id) => nodes[places.nodes.get(id) ?? -1] ?? null,
    edge: (id) => edges[places.edges.get(id) ?? -1] ?? null,
    from: (id) => edgesAt(places.from.get(id)),
    to: (id) => edgesAt(places.to.get(id)),
  };
}

function placesOf(graph: RoutingGraph): Places {
  const places = latest && hasSamePlaces(latest.graph, graph) ? latest.places : newPlaces(graph);
  latest = { graph, places };
  return places;
}

function newPlaces({ nodes, edges }: RoutingGraph): Places {
  return {
    nodes: firstPlaces(nodes),
    edges: firstPlaces(edges),
    from: groupBy(edges.keys(), (index) => edges[index]?.from ?? ''),
    to: groupBy(edges.keys(), (index) => edges[index]?.to ?? ''),
  };
}

function hasSamePlaces(a: RoutingGraph, b: RoutingGraph): boolean {
  return (
    a.nodes.length === b.nodes.length &&
    a.edges.length === b.edges.length &&
    a.nodes.every((node, index) => node === b.nodes[index] || node.id === b.nodes[index]?.id) &&
    a.edges.every((edge, index) => edge === b.edges[index] || hasSameEnds(edge, b.edges[index]))
  );
}

function hasSameEnds(a: GraphEdge, b: GraphEdge | undefined): boolean {
  return a.id === b?.id && a.from === b.from && a.to === b.to;
}

/** The edges by which requests come to a card, from the hosts' doors through the rules before it. Rules on the way only hand on. */
export function waysIn(adjacency: Adjacency, id: string): GraphEdge[] {
  const found = new Set<GraphEdge>();
  const open = [...adjacency.to(id)];
  for (let edge = open.pop(); edge; edge = open.pop()) {
    if (found.has(edge)) continue;
    found.add(edge);
    if (edge.kind === 'else') open.push(...adjacency.to(edge.from).filter(isWayIntoRule));
  }
  return withoutStrangers([...found], id);
}

/** Lists of Gateway API rules share edges: those that only belong to lists without the card are no way to it. */
function withoutStrangers(ways: GraphEdge[], id: string): GraphEdge[] {
  const entries = ways.filter((edge) => edge.asks !== undefined);
  if (entries.length === 0) return ways;
  const steps = new Set(entries.flatMap(({ asks = [] }) => (asks.includes(id) ? stepsAlong(asks, id) : [])));
  return ways.filter((edge) => (edge.kind === 'else' ? steps.has(edge.id) : (edge.asks?.includes(id) ?? true)));
}

function isWayIntoRule(edge: GraphEdge): boolean {
  return edge.kind === 'rule' || edge.kind === 'else' || edge.kind === 'delegate';
}
