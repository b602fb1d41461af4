import type { RoutingGraph } from '../graph/graph.ts';
import { related } from '../graph/related.ts';
import type { Light } from './flow-elements.ts';

/** What is selected: a card, or an edge of it (a destination's row), and whether the rest is to be dimmed. */
export type Focus = { readonly id: string; readonly edge: string | null; readonly dims: boolean };

/** Gives the light of each card and edge. */
export function lightsOf(
  graph: RoutingGraph,
  path: ReadonlySet<string> | null,
  focus: Focus | null,
): (id: string) => Light {
  const ends = focus && related(graph, focus.edge ?? focus.id);
  return (id) => {
    const side = !focus || !ends ? null : sideOf(id, focus, ends);
    return { route: path?.has(id) ?? false, side, dim: focus !== null && focus.dims && side === null };
  };
}

function sideOf(id: string, focus: Focus, ends: ReturnType<typeof related>): Light['side'] {
  if (id === focus.id || id === focus.edge) return 'self';
  if (ends.upstream.has(id)) return 'upstream';
  return ends.downstream.has(id) ? 'downstream' : null;
}
