import type { RoutingEdit } from '../edits/routing-edit.ts';
import type { GraphNode, RuleCard } from '../graph/graph.ts';
import { isSamePlace } from '../graph/node-id-at.ts';
import type { Source } from './card-data.ts';

/** The edit that deletes a card, or the part of it that is selected; null for what no line of the text stands for. */
export function removalOf(card: GraphNode, part: Source | null): RoutingEdit | null {
  const { source } = card;
  if (card.type === 'rule' && part && source && !isSamePlace(part, source)) return partRemoval(card, part);
  if (!source) return null;
  return card.type === 'rule' ? { type: 'removeRule', rule: source } : { type: 'remove', target: part ?? source };
}

function partRemoval(rule: RuleCard, part: Source): RoutingEdit {
  const is = (source: Source | null) => source !== null && isSamePlace(source, part);
  for (const row of rule.rows) {
    if (is(row.source)) return { type: 'removeMatch', match: part };
    const chip = row.chips.find((one) => is(one.source));
    if (chip?.field) return { type: 'removeCondition', match: row.source, field: chip.field };
  }
  if (rule.weights.some((row) => is(row.source))) return { type: 'removeDestination', destination: part };
  return { type: 'remove', target: part };
}
