import type { GraphEdge } from './graph.ts';
import { elseEdgeId } from './rule-set.ts';

/** The ids of the rules that requests are asked for which come in by an edge from a host, in order, without those of delegates. */
export function askedAlong(entry: GraphEdge, from: (id: string) => readonly GraphEdge[]): readonly string[] {
  if (entry.asks) return entry.asks;
  const found = new Set<string>();
  let next: string | undefined = entry.to;
  while (next !== undefined && !found.has(next)) {
    found.add(next);
    next = from(next).find((edge) => edge.kind === 'else')?.to;
  }
  return [...found];
}

/** The ids of the edges from rule to rule up to one of a list; all of them where no rule is named. */
export function stepsAlong(asks: readonly string[], to: string | undefined = asks.at(-1)): readonly string[] {
  const steps: string[] = [];
  for (const [index, id] of asks.entries()) {
    if (id === to) break;
    const next = asks[index + 1];
    if (next !== undefined) steps.push(elseEdgeId(id, next));
  }
  return steps;
}
