import { adjacencyOf } from '../graph/adjacency.ts';
import { askedAlong } from '../graph/asked-along.ts';
import type { GraphEdge, HostCard, RoutingGraph, RuleCard } from '../graph/graph.ts';

/** The rules that a host's requests are asked for, in order, each followed by those of the delegate that it hands over to. */
export function rulesOf(graph: RoutingGraph, host: HostCard): readonly RuleCard[] {
  const adjacency = adjacencyOf(graph);
  const found = new Map<string, RuleCard>();
  const add = (id: string) => {
    const rule = adjacency.node(id);
    if (rule?.type !== 'rule' || found.has(id)) return;
    found.set(id, rule);
    for (const way of adjacency.from(id)) if (way.kind === 'delegate') addAll(way);
  };
  const addAll = (entry: GraphEdge) => {
    for (const id of askedAlong(entry, adjacency.from)) add(id);
  };
  for (const entry of adjacency.from(host.id)) if (entry.kind === 'rule') addAll(entry);
  return [...found.values()];
}
