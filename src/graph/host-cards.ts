import { byAge } from '../pilot/config-age.ts';
import { memoByParts } from '../pilot/memo-by-parts.ts';
import type { MeshService } from '../pilot/service.ts';
import type { Directory } from './directory.ts';
import { groupBy } from '../istio/group-by.ts';
import type { GraphEdge, HostCard } from './graph.ts';
import { shortHost } from './host-name.ts';
import { edge, firstOfEachProtocol, isRoute, setKey, type RuleSet } from './rule-set.ts';

/** The hosts that share one list of rule sets, and so one card. */
export type HostGroup = { readonly card: HostCard; readonly sets: readonly RuleSet[] };

/** One card for all hosts that the same objects give rules to; the oldest object first (istio-semantics R2.9, R2.11). */
export function hostGroups(sets: readonly RuleSet[], directory: Directory): HostGroup[] {
  const byHost = new Map<string, { host: RuleSet['hosts'][number]; sets: RuleSet[] }>();
  for (const set of sets.toSorted(byAge)) {
    for (const host of set.hosts) {
      const known = byHost.get(host.name);
      if (!known) byHost.set(host.name, { host, sets: [set] });
      else if (!known.sets.includes(set)) known.sets.push(set);
    }
  }
  const groups = groupBy(byHost.values(), (entry) => entry.sets.map(setKey).join(' '));
  const owners = new Set<RuleSet>();
  return [...groups.values()].flatMap((members) => {
    const first = members[0];
    const set = first?.sets[0];
    if (!first || !set) return [];
    const standsFor = owners.has(set) ? 'hosts' : 'object';
    owners.add(set);
    const names = members.map((member) => member.host.name).join(' ');
    const card = hostCard({ set, names, standsFor, directory, ruleCount: countRules(first.sets) });
    return [{ card, sets: first.sets }];
  });
}

function countRules(sets: readonly RuleSet[]): number {
  return sets.reduce((count, set) => count + set.rules.length, 0);
}

type CardParts = {
  readonly set: RuleSet;
  /** Those of the set's hosts that the card is for. */
  readonly names: string;
  /** The first card of an object stands for the whole of it, further ones for their own lines. */
  readonly standsFor: 'object' | 'hosts';
  readonly directory: Directory;
  readonly ruleCount: number;
};

/** The card of some hosts of a rule set; the same one while nothing of it changes. */
const hostCard = memoByParts(
  { set: 'object', names: 'scalar', standsFor: 'scalar', directory: 'object', ruleCount: 'scalar' },
  newHostCard,
);

function newHostCard({ set, names, standsFor, directory, ruleCount }: CardParts): HostCard {
  const wanted = names.split(' ');
  const hosts = wanted.flatMap((host) => set.hosts.find(({ name }) => name === host) ?? []);
  const [first] = hosts;
  const name = first?.name ?? '';
  const service = directory.service(name);
  const related = hosts.flatMap(({ name }) => directory.service(name)?.source ?? []);
  return {
    type: 'host',
    id: `host:${name}`,
    lane: 'hosts',
    source: standsFor === 'object' ? set.owner.source : (first?.source ?? set.owner.source),
    state: service?.registry === 'Assumed' ? 'assumed' : 'normal',
    reason: service?.registry === 'Assumed' ? 'No Service is declared; it is assumed to exist' : null,
    culprit: null,
    related: [...hosts.map((host) => host.source), ...related],
    title: hostTitle(name, set.metadata.namespace),
    kind: 'host',
    detail: service ? serviceDetail(service) : name.startsWith('*') ? 'every host that fits' : 'host name',
    lines: hosts.slice(1).map((host) => shortHost(host.name, set.metadata.namespace)),
    names: hosts.map((host) => host.name),
    owner: `${set.owner.kind} ${set.owner.name}`,
    ruleCount,
  };
}

function hostTitle(name: string, namespace: string): string {
  return name === '*' ? 'any host' : shortHost(name, namespace);
}

/** A service's place and ports: `books · HTTP 9080`. */
export function serviceDetail(service: MeshService): string {
  const ports = service.ports.map((port) => `${port.protocol === 'Unsupported' ? 'auto' : port.protocol} ${port.port}`);
  return [service.registry === 'External' ? 'ServiceEntry' : service.namespace, ...ports.slice(0, 3)].join(' · ');
}

/** Edges from a host to the first rule of each protocol of each of its VirtualServices. */
export function entryEdges({ card, sets }: HostGroup): GraphEdge[] {
  return sets.filter((set) => !isRoute(set)).flatMap((set) => edgesInto({ card, set }));
}

const edgesInto = memoByParts(
  { card: 'object', set: 'object' },
  ({ card, set }: { readonly card: HostCard; readonly set: RuleSet }) =>
    firstOfEachProtocol(set.rules).map((rule) => edge('rule', `${card.id}→${rule.id}`, card.id, rule.id)),
);
