import { adjacencyOf } from '../graph/adjacency.ts';
import type { HostCard, RoutingGraph, RuleCard } from '../graph/graph.ts';

/** The rules that a host's requests are asked for, in order, each followed by those of the delegate that it hands over to. */
export function rulesOf(graph: RoutingGraph, host: HostCard): readonly RuleCard[] {
  const adjacency = adjacencyOf(graph);
  const found = new Map<string, RuleCard>();
  const walk = (id: string) => {
    const rule = adjacency.node(id);
    if (rule?.type !== 'rule' || found.has(id)) return;
    found.set(id, rule);
    const ways = adjacency.from(id);
    for (const way of ways) if (way.kind === 'delegate') walk(way.to);
    for (const way of ways) if (way.kind === 'else') walk(way.to);
  };
  for (const entry of adjacency.from(host.id)) if (entry.kind === 'rule') walk(entry.to);
  return [...found.values()];
}
