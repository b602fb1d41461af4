import type { RuleCard, RuleOwner } from './graph.ts';

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

/** The 404 behind the http rules of an object that let requests past (istio-semantics R10.2). */
export function unmatchedRule({ kind, name, source }: Omit<RuleOwner, 'rules'>): RuleCard {
  return implicitRule(`implicit:404/${kind}/${name}`, 'no rule matches', {
    actions: [{ icon: 'direct-response', label: '404 Not Found', source }],
    reason: 'A request that none of the rules takes is answered with 404 (flag NR)',
  });
}
