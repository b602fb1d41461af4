import type { RoutingGraph } from '../graph/graph.ts';
import { isSamePlace } from '../graph/node-id-at.ts';
import { related } from '../graph/related.ts';
import type { Light } from './light.ts';
import type { Focus } from './use-focus.ts';

/** Gives the light of each card and edge. */
export function lightsOf(
  graph: RoutingGraph,
  path: ReadonlySet<string> | null,
  focus: Focus | null,
): (id: string) => Light {
  const edge = focus && edgeOf(graph, focus);
  const ends = focus && related(graph, edge ?? focus.card.id);
  return (id) => {
    const isSelf = id === focus?.card.id || (id === edge && edge !== null);
    const side = isSelf ? 'self' : ends?.upstream.has(id) ? 'upstream' : ends?.downstream.has(id) ? 'downstream' : null;
    return { route: path?.has(id) ?? false, side, dim: focus !== null && focus.dims && side === null };
  };
}

/** The edge that a selected part of a rule stands for: a destination's row. */
function edgeOf(graph: RoutingGraph, { card, part }: Focus): string | null {
  if (card.type !== 'rule' || !part) return null;
  const isPart = (source: typeof part | null) => source !== null && isSamePlace(source, part);
  if (!card.weights.some((row) => isPart(row.source))) return null;
  return graph.edges.find((edge) => edge.from === card.id && isPart(edge.source))?.id ?? null;
}
