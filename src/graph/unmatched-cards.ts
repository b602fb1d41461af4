import { asksNothing, isCatchAll } from './catch-all.ts';
import type { GraphEdge, RuleCard } from './graph.ts';
import type { HostGroup } from './host-cards.ts';
import { unmatchedRule } from './implicit-rule.ts';
import { edge, elseEdgeId, isRoute, type RuleSet } from './rule-set.ts';

/**
 * The 404 that requests of VirtualServices' hosts get which no rule takes (istio-semantics R10.2), behind the last http rule that a host's requests can get to; none
 * where a catch-all takes them. Gateways ask the rules of all objects with a host one after the other, sidecars only the oldest object's.
 */
export function unmatchedCards(
  groups: readonly HostGroup[],
  delegates: ReadonlyMap<string, RuleSet>,
): { cards: RuleCard[]; edges: GraphEdge[] } {
  const tails = new Map<RuleSet, RuleCard>();
  const edges: GraphEdge[] = [];
  for (const group of groups) {
    const sets = group.sets.filter((set) => !isRoute(set));
    const asked = isMerged(sets) ? sets : sets.slice(0, 1);
    const set = asked.findLast((set) => set.rules.some((rule) => rule.protocol === 'http'));
    const last = set?.rules.findLast((rule) => rule.protocol === 'http');
    if (!set || !last || asked.some((one) => takesAll(one, delegates)) || tails.has(set)) continue;
    const card = unmatchedRule(set.owner);
    tails.set(set, card);
    edges.push(edge('else', elseEdgeId(last.id, card.id), last.id, card.id));
  }
  return { cards: [...tails.values()], edges };
}

function isMerged(sets: readonly RuleSet[]): boolean {
  const [first, ...rest] = sets;
  const gateways = new Set(first?.gateways.map((gateway) => gateway.name));
  gateways.delete('mesh');
  return rest.some((set) => set.gateways.some((gateway) => gateways.has(gateway.name)));
}

/** Whether a set lets no http request past; a rule that delegates takes what its delegate takes. */
function takesAll(set: RuleSet, delegates: ReadonlyMap<string, RuleSet>): boolean {
  return set.rules.some((rule) => {
    if (rule.protocol !== 'http') return false;
    if (isCatchAll(rule)) return true;
    const to = set.delegations.find((delegation) => delegation.rule.id === rule.id)?.to;
    const delegate = to === undefined ? undefined : delegates.get(to);
    return asksNothing(rule) && (delegate?.rules.some(isCatchAll) ?? false);
  });
}
