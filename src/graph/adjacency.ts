import type { GraphEdge, GraphNode, RoutingGraph } from './graph.ts';
import { groupBy } from './group-by.ts';

/** The graph by id and by end, for walks along its edges. */
export type Adjacency = {
  readonly node: (id: string) => GraphNode | null;
  readonly edge: (id: string) => GraphEdge | null;
  readonly from: (id: string) => readonly GraphEdge[];
  readonly to: (id: string) => readonly GraphEdge[];
};

const known = new WeakMap<RoutingGraph, Adjacency>();

/** The adjacency of a graph, made once for each. */
export function adjacencyOf(graph: RoutingGraph): Adjacency {
  let adjacency = known.get(graph);
  if (!adjacency) {
    const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    const edges = new Map(graph.edges.map((edge) => [edge.id, edge]));
    const from = groupBy(graph.edges, (edge) => edge.from);
    const to = groupBy(graph.edges, (edge) => edge.to);
    adjacency = {
      node: (id) => nodes.get(id) ?? null,
      edge: (id) => edges.get(id) ?? null,
      from: (id) => from.get(id) ?? [],
      to: (id) => to.get(id) ?? [],
    };
    known.set(graph, adjacency);
  }
  return adjacency;
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
  return [...found];
}

function isWayIntoRule(edge: GraphEdge): boolean {
  return edge.kind === 'rule' || edge.kind === 'else' || edge.kind === 'delegate';
}
