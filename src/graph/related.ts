import { adjacencyOf, waysIn, type Adjacency } from './adjacency.ts';
import { stepsAlong } from './asked-along.ts';
import type { RoutingGraph } from './graph.ts';

/** Ids of cards and edges: those that lead to a thing, and those that it leads to. The thing itself is in both. */
export type Related = { readonly upstream: ReadonlySet<string>; readonly downstream: ReadonlySet<string> };

/** What a card or an edge is connected with, in both directions; nothing for an id that the graph has not. */
export function related(graph: RoutingGraph, id: string): Related {
  const adjacency = adjacencyOf(graph);
  const edge = adjacency.edge(id);
  const upstream = new Set<string>();
  const downstream = new Set<string>();
  if (edge) {
    upstream.add(id);
    downstream.add(id);
    climb(adjacency, edge.from, upstream);
    descend(adjacency, edge.to, downstream);
  } else if (adjacency.node(id)) {
    climb(adjacency, id, upstream);
    descend(adjacency, id, downstream);
  }
  return { upstream, downstream };
}

function climb(adjacency: Adjacency, id: string, found: Set<string>): void {
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const edge of waysIn(adjacency, next)) {
      found.add(edge.id);
      // Rules that only hand on what they do not take are not on the way; their edges are.
      if (edge.kind !== 'else') open.push(edge.from);
    }
  }
}

/** From a rule to where it sends; only from a host or a delegating rule also along the rules that are asked one after the other. */
function descend(adjacency: Adjacency, id: string, found: Set<string>): void {
  const open: { readonly id: string; readonly along: boolean }[] = [{ id, along: false }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (found.has(next.id)) continue;
    found.add(next.id);
    for (const edge of adjacency.from(next.id)) {
      if (edge.kind === 'else' && !next.along) continue;
      found.add(edge.id);
      if (edge.asks) {
        for (const step of stepsAlong(edge.asks)) found.add(step);
        for (const rule of edge.asks) open.push({ id: rule, along: false });
        continue;
      }
      open.push({ id: edge.to, along: edge.kind === 'rule' || edge.kind === 'delegate' || edge.kind === 'else' });
    }
  }
}
