import { serviceOfHost } from '../istio/service-host.ts';
import { hostSubsetOf } from '../istio/host.ts';
import type { MeshService } from '../pilot/service.ts';
import type { Directory } from './directory.ts';
import type { GraphEdge, HostCard, RuleCard } from './graph.ts';
import { serviceDetail } from './host-cards.ts';
import { shortHost } from './host-name.ts';
import { implicitRule } from './implicit-rule.ts';
import { edge, type RuleSet } from './rule-set.ts';

/**
 * Services that no rule of the mesh speaks for: sidecars send to them by the default route (istio-semantics R10.1). Assumed services are left
 * out: nobody has said that they are called by their own name.
 */
export function defaultRoutes(
  sets: readonly RuleSet[],
  directory: Directory,
): { cards: (HostCard | RuleCard)[]; edges: GraphEdge[]; hosts: string[] } {
  const ruled = sets
    .filter((set) => set.gateways.some((gateway) => gateway.name === 'mesh'))
    .flatMap((set) => set.hosts.map((host) => host.name));
  const exact = new Set(ruled);
  const wild = ruled.filter((name) => name.startsWith('*'));
  const free = directory.services.filter((service) => {
    const host = service.hostname.toLowerCase();
    if (service.registry === 'Assumed' || service.ports.length === 0) return false;
    return !exact.has(host) && !wild.some((pattern) => hostSubsetOf(host, pattern));
  });
  const cards: (HostCard | RuleCard)[] = [];
  const edges: GraphEdge[] = [];
  for (const service of free) {
    const host = service.hostname.toLowerCase();
    const target = `destination:${host}`;
    const rule = implicitRule(`implicit:default/${host}`, 'default route', {
      actions: [],
      reason: 'No rule speaks for this host, so its requests go to the whole service',
      weights: [{ source: null, label: shortHost(host, service.namespace), weight: null, percent: 100, target }],
    });
    const card = serviceCard(service);
    cards.push(card, rule);
    edges.push(edge('rule', `${card.id}→${rule.id}`, card.id, rule.id), {
      ...edge('destination', `edge:${rule.id}#0`, rule.id, target),
      fromRow: 0,
      percent: 100,
    });
  }
  return { cards, edges, hosts: free.map((service) => service.hostname.toLowerCase()) };
}

function serviceCard(service: MeshService): HostCard {
  const host = service.hostname.toLowerCase();
  return {
    type: 'host',
    id: `service:${host}`,
    lane: 'hosts',
    source: service.source,
    state: 'normal',
    reason: null,
    culprit: null,
    related: [],
    title: serviceOfHost(host)?.name ?? host,
    kind: 'host',
    detail: serviceDetail(service),
    lines: [],
    names: [host],
    owner: null,
    ruleCount: 0,
  };
}
