import type { Chip, GraphNode, RuleCard } from '../graph/graph.ts';
import { percentWords } from './percent-words.ts';

/** What a card is called in a sentence: for screen readers, the outline and the search. */
export function cardName(card: GraphNode): string {
  const name = plainName(card);
  return card.reason ? `${name}, ${card.reason}` : name;
}

function plainName(card: GraphNode): string {
  switch (card.type) {
    case 'caller':
      return `Caller ${card.title}, ${card.detail}`;
    case 'host':
      return `${card.kind === 'gateway' ? 'Gateway' : 'Host'} ${[card.title, ...card.lines].join(', ')}`;
    case 'rule':
      return ruleWords(card);
    case 'destination':
      return `Destination ${[card.host, card.subset && `subset ${card.subset}`].filter(Boolean).join(' ')}`;
    case 'workload':
      return `Workload ${card.title}, ${card.detail}`;
  }
}

function ruleWords(rule: RuleCard): string {
  const number = rule.order === null ? 'Implicit rule' : `Rule ${rule.order} of ${rule.owner?.rules ?? '?'}`;
  const rows = rule.rows.map((row) => (row.alarm ? 'anything' : row.chips.map(chipWords).join(' and ')));
  const asks = rule.order === null ? '' : rows.length > 0 ? `if ${rows.join(' or ')}` : 'everything';
  const sends = rule.weights.map((row) => `${percentWords(row.percent)} to ${row.label}`).join(', ');
  return [number, rule.title, asks, rule.actions.map((action) => action.label).join(', '), sends]
    .filter(Boolean)
    .join(', ');
}

/** A condition in words: `header end-user exact jason`. */
export function chipWords(chip: Chip): string {
  const operator = chip.operator === 'is' ? '' : chip.operator;
  return [chip.negated && 'not', chip.label, operator, chip.value].filter(Boolean).join(' ');
}
