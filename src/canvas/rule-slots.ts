import type { GraphLayout, RoutingGraph, RuleCard } from '../graph/graph.ts';

/** Where a dragged rule would go: its new place among the rules of its object (from 0), and where the mark for it stands. */
export type Slot = { readonly to: number; readonly x: number; readonly y: number; readonly width: number };

/** Between the first or last rule and the mark beyond it. */
const gap = 22;

/** The rules among which a rule can be moved, itself included, in order. */
export function siblingsOf(graph: RoutingGraph, rule: RuleCard): readonly RuleCard[] {
  return graph.nodes.filter(
    (node): node is RuleCard =>
      node.type === 'rule' &&
      node.order !== null &&
      node.protocol === rule.protocol &&
      node.owner?.kind === rule.owner?.kind &&
      node.owner?.name === rule.owner?.name &&
      node.owner?.source.document === rule.owner?.source.document,
  );
}

/**
 * The slot for a rule whose card was carried by `by`. It has passed a card above when its top is past that card's middle, one below when its bottom is.
 * null while it stands where it was.
 */
export function slotAt(graph: RoutingGraph, layout: GraphLayout, rule: RuleCard, by: number): Slot | null {
  const here = layout.positions.get(rule.id);
  if (!here || rule.order === null) return null;
  const top = here.y + by;
  const bottom = top + here.height;
  const others = siblingsOf(graph, rule).filter((card) => card.id !== rule.id);
  const places = others.flatMap((card) => layout.positions.get(card.id) ?? []);
  const to = places.filter(({ y, height }) => (y < here.y ? top > y + height / 2 : bottom > y + height / 2)).length;
  if (to === rule.order - 1) return null;
  const above = places[to - 1];
  const below = places[to];
  const start = above ? above.y + above.height : (below?.y ?? 0) - gap;
  const end = below ? below.y : start + gap;
  return { to, x: here.x, y: (start + end) / 2, width: here.width };
}
