import { isEveryPath } from '../istio/every-path.ts';
import type { MatchRow, RuleCard } from './graph.ts';

/** Whether a match entry takes every request of every caller: nothing is asked but a path that all paths fit. */
export function takesEverything(row: MatchRow): boolean {
  return row.chips.every(
    ({ label, operator, value, field }) =>
      field?.on === 'ignoreUriCase' || ((label === 'uri' || label === 'path') && isEveryPath(operator, value)),
  );
}

/** Whether no request gets past the rule. A rule that delegates lets through what the delegate does not match. */
export function isCatchAll(rule: RuleCard): boolean {
  return asksNothing(rule) && !rule.actions.some((action) => action.icon === 'delegate');
}

const knownAnswers = new WeakMap<RuleCard, boolean>();

/** Whether the rule's own match lets every request in. */
export function asksNothing(rule: RuleCard): boolean {
  let answer = knownAnswers.get(rule);
  if (answer === undefined) {
    answer = rule.rows.length === 0 || rule.rows.some(takesEverything);
    knownAnswers.set(rule, answer);
  }
  return answer;
}

/**
 * Marks what stands behind a catch-all: no request gets there, whoever calls (istio-semantics R3.1, R3.3). Only for rules that are asked in
 * the order of the text; Gateway API routes are asked by how specific they are.
 */
export function markShadowed(rules: readonly RuleCard[]): RuleCard[] {
  const culprits = new Map<RuleCard['protocol'], RuleCard>();
  return rules.map((rule) => {
    const culprit = rule.protocol === 'http' ? culprits.get(rule.protocol) : undefined;
    if (culprit) {
      return {
        ...rule,
        state: 'shadowed',
        reason: `${ruleName(culprit)} takes every request`,
        culprit: culprit.source,
      };
    }
    if (isCatchAll(rule)) culprits.set(rule.protocol, rule);
    return markShadowedRows(rule);
  });
}

function markShadowedRows(rule: RuleCard): RuleCard {
  const first = rule.rows.findIndex(takesEverything);
  if (first < 0 || first === rule.rows.length - 1) return rule;
  const rows = rule.rows.map((row, index) =>
    index > first ? { ...row, omitted: 'An entry before it takes every request' } : row,
  );
  return { ...rule, rows };
}

/** A rule as people speak of it: `Rule 2 “canary”`. */
export function ruleName(rule: RuleCard): string {
  const number = rule.order === null ? 'The implicit rule' : `Rule ${rule.order}`;
  return rule.title ? `${number} “${rule.title}”` : number;
}
