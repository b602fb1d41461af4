import type { IstioConfig } from '../istio/config.ts';
import type { Decoded } from '../istio/decode.ts';
import type { Generated } from '../pilot/generate.ts';
import type { Proxy } from '../pilot/proxy.ts';
import type { PushContext } from '../pilot/push-context.ts';
import { askedLists, withSplitMatches } from './asked-lists.ts';
import { markShadowed } from './catch-all.ts';
import { delegations } from './delegate-cards.ts';
import { destinationCard } from './destination-cards.ts';
import { createDirectory, destinationId, type DestinationReference, type Directory } from './directory.ts';
import { gatewayApiRules } from './gateway-api-rules.ts';
import { callersAndGateways } from './gateway-cards.ts';
import type { GraphEdge, GraphNode, RoutingGraph, RuleCard } from './graph.ts';
import { defaultRoutes } from './default-routes.ts';
import { entryEdges, hostGroups } from './host-cards.ts';
import { markOmissions } from './mark-omissions.ts';
import { createIdPlaces } from './id-places.ts';
import { placeholderCards } from './placeholder-cards.ts';
import { delegatesByName, elseEdges, isRoute, type RuleSet } from './rule-set.ts';
import { unmatchedCards } from './unmatched-cards.ts';
import { withUnusedSubsets } from './unused-subsets.ts';
import { virtualServiceRules } from './virtual-service-rules.ts';
import { workloadCards } from './workload-cards.ts';

export type GraphInput = {
  readonly decoded: Decoded;
  readonly push: PushContext;
  /** The configuration of the caller that asks: what it never gets is marked. */
  readonly generated?: Generated | null;
  readonly caller?: Proxy | null;
  /** Documents that are shown as they last could be read. */
  readonly staleDocuments: ReadonlySet<number>;
};

/** The picture of a workspace: a pure function of what its text means. Every id is unique; edges only join cards that are there. Never throws. */
export function projectGraph({ decoded, push, generated, caller, staleDocuments }: GraphInput): RoutingGraph {
  const directory = createDirectory(decoded.config, push);
  const { virtualServices } = push.config;
  const sets = withSplitMatches(ruleSets(decoded, directory, generated ?? null), virtualServices);
  const rules = sets.flatMap((set) => set.rules);
  const groups = hostGroups(sets, directory);
  const unmatched = unmatchedCards(groups, delegatesByName(sets));
  const asked = askedLists(groups, virtualServices);
  const defaults = defaultRoutes(sets, directory);
  const delegated = delegations(sets);
  const references = referencesOf(sets);
  for (const host of defaults.hosts) {
    references.set(`destination:${host}`, { host, subset: null, port: null, whenMissing: '' });
  }
  const defined = withUnusedSubsets(references, decoded.config, directory);
  const destinations = [...defined].map(([id, reference]) =>
    destinationCard({ id, reference, directory, used: references.has(id) }),
  );
  const workloads = workloadCards(destinations, directory);
  const served = defaults.cards.filter((card) => card.type === 'host').map((card) => card.id);
  const entrances = callersAndGateways(decoded.config, groups, served, caller ?? undefined);

  const nodes: GraphNode[] = [
    ...entrances.cards,
    ...groups.map((group) => group.card),
    ...rules,
    ...unmatched.cards,
    ...asked.cards,
    ...defaults.cards,
    ...delegated.cards,
    ...destinations,
    ...workloads.cards,
  ];
  const edges: GraphEdge[] = [
    ...entrances.edges,
    ...groups.flatMap(entryEdges),
    ...sets.flatMap((set) => (isRoute(set) ? [] : elseEdges(set.rules))),
    ...unmatched.edges,
    ...asked.edges,
    ...defaults.edges,
    ...delegated.edges,
    ...sets.flatMap((set) => set.edges),
    ...workloads.edges,
  ];
  nodes.push(...placeholderCards(decoded, staleDocuments, nodes));
  return joined(
    nodes.map((node) => markStale(node, staleDocuments)),
    edges,
  );
}

/** What all rules send to, by card; one that is sent to by several kinds of rules says what each of them gives. */
function referencesOf(sets: readonly RuleSet[]): Map<string, DestinationReference> {
  const references = new Map<string, DestinationReference>();
  for (const [id, reference] of sets.flatMap((set) => [...set.destinations])) {
    const known = references.get(id);
    if (!known) references.set(id, reference);
    else if (!known.whenMissing.includes(reference.whenMissing)) {
      references.set(id, { ...known, whenMissing: `${known.whenMissing} or ${reference.whenMissing}` });
    }
  }
  return references;
}

function ruleSets(decoded: Decoded, directory: Directory, generated: Generated | null): RuleSet[] {
  const { config } = decoded;
  const sets = [
    ...config.virtualServices.map((object) => rulesOf(object, directory)),
    ...gatewayApiRules(config, directory),
  ];
  if (!generated || generated.omissions.length === 0) return sets;
  const marked = new Map<string, RuleCard>();
  const rules = sets.flatMap((set) => set.rules);
  for (const rule of markOmissions(rules, generated, handedOver(sets))) marked.set(rule.id, rule);
  return sets.map((set) => {
    const rules = set.rules.map((rule) => marked.get(rule.id) ?? rule);
    return rules.every((rule, index) => rule === set.rules[index]) ? set : withRules(set, rules);
  });
}

/** Finds the rules of the delegate that a rule hands over to. */
function handedOver(sets: readonly RuleSet[]): (rule: RuleCard) => readonly RuleCard[] {
  const delegates = delegatesByName(sets);
  const delegations = sets.flatMap((set) => set.delegations);
  const names = new Map(delegations.map(({ rule, to }) => [rule.id, to]));
  return ({ id }) => delegates.get(names.get(id) ?? '')?.rules ?? [];
}

const knownRules = new WeakMap<object, { readonly set: RuleSet; readonly directory: Directory }>();

/** The rules of a VirtualService; those of an unchanged object are taken from before, if its destinations still have the same ids. */
function rulesOf(object: IstioConfig['virtualServices'][number], directory: Directory): RuleSet {
  const known = knownRules.get(object);
  if (known?.directory === directory) return known.set;
  const holds =
    known && [...known.set.destinations].every(([id, reference]) => destinationId(reference, directory) === id);
  const set = holds ? known.set : newRules(object, directory);
  knownRules.set(object, { set, directory });
  return set;
}

function newRules(object: IstioConfig['virtualServices'][number], directory: Directory): RuleSet {
  const written = virtualServiceRules(object, directory);
  return withRules(written, markShadowed(written.rules));
}

function withRules(set: RuleSet, rules: readonly RuleCard[]): RuleSet {
  return { ...set, rules };
}

/** A card whose document cannot be read now says so, unless it has something worse to say. */
function markStale(node: GraphNode, staleDocuments: ReadonlySet<number>): GraphNode {
  if (!node.source || !staleDocuments.has(node.source.document)) return node;
  if (node.state !== 'normal' && node.state !== 'assumed') return node;
  return { ...node, state: 'stale', reason: 'As it last could be read: its document has a problem now' };
}

const cardPlaces = createIdPlaces();
const edgePlaces = createIdPlaces();

/** Drops what repeats an id (two objects of one name) and edges that lead nowhere; marks the edges that lead to ghosts. */
function joined(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): RoutingGraph {
  const cards = cardPlaces(nodes);
  const lines = edgePlaces(edges);
  const card = (id: string) => nodes[cards.get(id) ?? -1];
  const drawn = edges.flatMap((edge, index) => {
    const from = card(edge.from);
    const to = card(edge.to);
    if (!from || !to || lines.get(edge.id) !== index) return [];
    const state =
      to.state === 'ghost'
        ? 'ghost'
        : from.state === 'shadowed' || from.state === 'not-for-caller'
          ? from.state
          : edge.state;
    return state === edge.state ? edge : { ...edge, state };
  });
  return { nodes: nodes.filter(({ id }, index) => cards.get(id) === index), edges: drawn };
}
