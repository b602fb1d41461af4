import type { GraphEdge, HostCard, RuleCard } from './graph.ts';
import { delegatesByName, edge, firstOfEachProtocol, type RuleSet } from './rule-set.ts';

/** Edges from rules that delegate to the first rule of the delegate; ghosts for delegates that are not there (istio-semantics R7.1, R7.3). */
export function delegations(sets: readonly RuleSet[]): { cards: (RuleCard | HostCard)[]; edges: GraphEdge[] } {
  const delegates = delegatesByName(sets);
  const used = new Set<string>();
  const cards = new Map<string, RuleCard | HostCard>();
  const edges: GraphEdge[] = [];
  for (const { rule, to } of sets.flatMap((set) => set.delegations)) {
    used.add(to);
    const [first] = firstOfEachProtocol(delegates.get(to)?.rules ?? []);
    const target = first ?? ghostDelegate(to, rule);
    if (!first) cards.set(target.id, target);
    edges.push(delegation(rule, target));
  }
  for (const [name, set] of delegates) {
    if (used.has(name)) continue;
    const card = unusedDelegate(set);
    cards.set(card.id, card);
    edges.push(
      ...firstOfEachProtocol(set.rules).map((rule) => edge('rule', `${card.id}→${rule.id}`, card.id, rule.id)),
    );
  }
  return { cards: [...cards.values()], edges };
}

function delegation(rule: RuleCard, target: RuleCard): GraphEdge {
  return { ...edge('delegate', `delegate:${rule.id}→${target.id}`, rule.id, target.id), source: rule.source };
}

function ghostDelegate(name: string, root: RuleCard): RuleCard {
  return {
    ...root,
    id: `delegate:${name}`,
    state: 'ghost',
    reason: `No VirtualService ${name} without hosts is declared; this rule is left out`,
    order: null,
    owner: null,
    delegate: true,
    title: name,
    rows: [],
    actions: [],
    weights: [],
    total: 0,
    related: [],
  };
}

function unusedDelegate(set: RuleSet): HostCard {
  return {
    type: 'host',
    id: `host:delegate/${set.owner.name}`,
    lane: 'hosts',
    source: set.owner.source,
    state: 'not-for-caller',
    reason: 'It has no hosts, and no rule delegates to it',
    culprit: null,
    related: [],
    title: set.owner.name,
    kind: 'host',
    detail: 'delegate',
    lines: [],
    names: [],
    owner: `VirtualService ${set.owner.name}`,
    ruleCount: set.rules.length,
  };
}
