import type { RuleCard } from './graph.ts';

/** The card of a rule that nobody wrote but Istio makes. */
export function implicitRule(
  id: string,
  title: string,
  content: Pick<RuleCard, 'actions' | 'reason'> & Partial<RuleCard>,
): RuleCard {
  return {
    type: 'rule',
    id,
    lane: 'rules',
    source: null,
    state: 'implicit',
    culprit: null,
    related: [],
    protocol: 'http',
    order: null,
    owner: null,
    delegate: false,
    title,
    rows: [],
    weights: [],
    total: 0,
    ...content,
  };
}
