import type { GraphLayout, RoutingGraph, RuleCard } from '../graph/graph.ts';

/** Where a dragged rule would go: its new place among the rules of its object (from 0), and where the mark for it stands. */
export type Slot = { readonly to: number; readonly x: number; readonly y: number; readonly width: number };

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

/** The slot for a rule whose card's middle is held at the height `y`. null while that is where it stands already. */
export function slotAt(graph: RoutingGraph, layout: GraphLayout, rule: RuleCard, y: number): Slot | null {
  const others = siblingsOf(graph, rule).filter((card) => card.id !== rule.id);
  const places = others.flatMap((card) => layout.positions.get(card.id) ?? []);
  const to = places.filter((place) => place.y + place.height / 2 < y).length;
  if (rule.order === null || to === rule.order - 1) return null;
  const above = places[to - 1];
  const below = places[to];
  const mark = below ?? above;
  if (!mark) return null;
  const line =
    above && below ? (above.y + above.height + below.y) / 2 : below ? below.y - 11 : mark.y + mark.height + 11;
  return { to, x: mark.x, y: line, width: mark.width };
}
