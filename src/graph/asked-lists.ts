import { sourceKey } from '../istio/source.ts';
import { usesGatewaySemantics } from '../pilot/gateway-api/gateway-semantics.ts';
import type { PushContext } from '../pilot/push-context.ts';
import { isCatchAll, ruleName } from './catch-all.ts';
import type { GraphEdge, RuleCard } from './graph.ts';
import { groupBy } from '../istio/group-by.ts';
import type { HostGroup } from './host-cards.ts';
import { unmatchedRule } from './implicit-rule.ts';
import { edge, elseEdges, isRoute, type RuleSet } from './rule-set.ts';

type VirtualServices = PushContext['config']['virtualServices'];

/** Rules of Gateway API routes that are asked one after the other, the implicit 404 at the end where no rule takes everything. */
type AskedList = readonly RuleCard[];

/**
 * The rules of Gateway API routes in the order in which they are asked: for each host those of all routes that share a parent, the most specific
 * match first (istio-semantics R11.2, R11.3). The order is that of the VirtualServices that the engine makes of them; routes that it makes none of
 * (their Gateway is not there) keep an order of their own. Empty where there are no such routes.
 */
export function askedLists(
  groups: readonly HostGroup[],
  virtualServices: VirtualServices,
): { cards: RuleCard[]; edges: GraphEdge[] } {
  const routed = groups.filter(({ sets }) => sets.some(isRoute));
  if (routed.length === 0) return { cards: [], edges: [] };
  const made = madeLists(routed, virtualServices);
  const lists = routed.map((group) => ({ group, lists: listsOf(group, made).map(withUnmatched) }));
  const everyList = lists.flatMap((one) => one.lists);
  return {
    cards: everyList.flatMap((list) => list.filter((rule) => rule.state === 'implicit')),
    edges: [...lists.flatMap((one) => entries(one.group, one.lists)), ...everyList.flatMap(elseEdges)],
  };
}

/**
 * The sets, with a word on rules whose matches are asked apart: each match of a route is asked by itself, and rules between two of one rule
 * can take what the picture shows behind it.
 */
export function withSplitMatches(sets: readonly RuleSet[], virtualServices: VirtualServices): RuleSet[] {
  if (!sets.some(isRoute)) return [...sets];
  const bySource = rulesBySource(sets);
  const words = new Map<RuleCard, string>();
  for (const { metadata, spec } of virtualServices) {
    if (!usesGatewaySemantics(metadata)) continue;
    const asked = (spec.http ?? []).flatMap(({ source }) => (source && bySource.get(sourceKey(source))) ?? []);
    const seen = new Set<RuleCard>();
    asked.forEach((rule, index) => {
      const before = asked[index - 1];
      const isAgain = seen.has(rule);
      seen.add(rule);
      if (!isAgain || !before || before === rule || words.has(rule)) return;
      words.set(rule, `Its matches are asked apart, some of them after ${nameOf(before, rule)}`);
    });
  }
  if (words.size === 0) return [...sets];
  return sets.map((set) => {
    if (!set.rules.some((rule) => words.has(rule))) return set;
    return { ...set, rules: set.rules.map((rule) => ({ ...rule, reason: rule.reason ?? words.get(rule) ?? null })) };
  });
}

function nameOf(other: RuleCard, rule: RuleCard): string {
  const name = ruleName(other).replace(/^R/, 'r');
  return other.owner && other.owner.name !== rule.owner?.name ? `${name} of ${other.owner.name}` : name;
}

function rulesBySource(sets: readonly RuleSet[]): ReadonlyMap<string, RuleCard> {
  const routes = sets.filter(isRoute);
  return new Map(
    routes.flatMap(({ rules }) => rules.flatMap((rule) => (rule.source ? [[sourceKey(rule.source), rule]] : []))),
  );
}

/** What the engine makes of the routes: by host the rules in order, each at the place of its first match. */
function madeLists(groups: readonly HostGroup[], virtualServices: VirtualServices): ReadonlyMap<string, AskedList[]> {
  const bySource = rulesBySource(groups.flatMap(({ sets }) => sets));
  const made = virtualServices
    .filter(({ metadata }) => usesGatewaySemantics(metadata))
    .flatMap(({ spec }) => {
      const parts = [...(spec.http ?? []), ...(spec.tls ?? []), ...(spec.tcp ?? [])];
      const rules = new Set(parts.flatMap(({ source }) => (source && bySource.get(sourceKey(source))) ?? []));
      return (spec.hosts ?? []).map((host) => ({ host: host.toLowerCase(), rules: [...rules] }));
    });
  const byHost = groupBy(made, ({ host }) => host);
  return new Map([...byHost].map(([host, lists]) => [host, lists.map(({ rules }) => rules)]));
}

/** The lists that a card's hosts are asked for, each once, the longest first: cards stand in its order. */
function listsOf({ card, sets }: HostGroup, made: ReadonlyMap<string, AskedList[]>): AskedList[] {
  const found = card.names.flatMap((name) => made.get(name) ?? []).filter((list) => list.length > 0);
  const lists = new Map(found.map((list) => [list.map(({ id }) => id).join(' '), list]));
  const listed = new Set(found.flat());
  const apart = sets
    .filter(isRoute)
    .map((set) => inOwnOrder(set).filter((rule) => !listed.has(rule)))
    .filter((list) => list.length > 0);
  return [...lists.values(), ...apart].toSorted((a, b) => b.length - a.length);
}

function inOwnOrder({ rules, askedOrder }: RuleSet): AskedList {
  return (askedOrder ?? []).flatMap((index) => rules[index] ?? []);
}

/** The 404 behind http rules that let requests past (istio-semantics R10.2). */
function withUnmatched(list: AskedList): AskedList {
  const last = list.at(-1);
  if (!last?.owner || last.protocol !== 'http' || list.some(isCatchAll)) return list;
  return [...list, unmatchedRule(last.owner)];
}

/** From a host into each of its lists. Lists may begin alike, so each says what it goes on with. */
function entries({ card }: HostGroup, lists: readonly AskedList[]): GraphEdge[] {
  const begun = new Map<string, number>();
  return lists.flatMap((list) => {
    const [first] = list;
    if (!first) return [];
    const count = (begun.get(first.id) ?? 0) + 1;
    begun.set(first.id, count);
    const id = `${card.id}→${first.id}${count > 1 ? `~${count}` : ''}`;
    return [{ ...edge('rule', id, card.id, first.id), asks: list.map((rule) => rule.id) }];
  });
}
