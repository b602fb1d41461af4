import type { Route, VirtualHost } from '../envoy/config.ts';
import type { Source } from '../istio/source.ts';
import { defaultRoute } from './default-route.ts';
import { usesGatewaySemantics } from './gateway-api/gateway-semantics.ts';
import type { Omission } from './generate.ts';
import type { HashPolicies } from './hash-policy.ts';
import { onPort } from './imported-services.ts';
import { isHttp, isSniffed } from './protocol.ts';
import { memoByParts } from './memo-by-parts.ts';
import type { ServicesByHost } from './merge-services.ts';
import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';
import { translateHttpRoutes } from './route/http-routes.ts';
import type { MeshService } from './service.ts';
import { serviceDomains } from './sidecar-domains.ts';
import type { EgressListener } from './sidecar-scope.ts';
import { MESH_GATEWAY } from './virtual-service-names.ts';
import {
  concernsServices,
  ownerIndex,
  separateHosts,
  type OwnerIndex,
  type SeparatedHosts,
} from './virtual-service-services.ts';
import type { VirtualServiceObject } from './virtual-services.ts';

/** Who asks for virtual hosts, and what the DestinationRules he goes by say of hashing. */
export type VirtualHostsContext = HashPolicies & { readonly push: PushContext; readonly proxy: Proxy };

export type VirtualHosts = { readonly virtualHosts: readonly VirtualHost[]; readonly omissions: readonly Omission[] };

/** A virtual host in the making: `service` is null for a name of nobody. */
type Candidate = {
  readonly name: string;
  readonly service: MeshService | null;
  readonly routes: readonly Route[];
  readonly source: Source | null;
};

/**
 * The virtual hosts of a port: those of VirtualServices first, then services without one. Who comes first has the name and its domains
 * (istio-semantics R2.11–R2.17; pilot/pkg/networking/core/httproute.go:BuildSidecarOutboundVirtualHosts).
 */
export function sidecarVirtualHosts(
  context: VirtualHostsContext,
  { services: imported, virtualServices }: EgressListener,
  port: number,
): VirtualHosts {
  const services = servicesOnPort({ imported, port });
  const owners = ownerIndex({ virtualServices, services: imported });
  // On port 80 alone VirtualServices may speak of hosts that are no service (istio-semantics R2.16).
  const considered =
    port === 80
      ? virtualServices
      : virtualServices.filter((one) => concernsServices(one, services, context.push.version));
  const ruled = considered.map((virtualService) => candidatesOf(context, virtualService, services, owners, port));
  const candidates = ruled.flatMap((one) => one.candidates);
  const claimed = new Set(candidates.flatMap(({ service }) => service?.hostname ?? []));
  const unclaimed = [...services.values()].filter(
    (service) => !claimed.has(service.hostname) && service.resolution !== 'Alias' && takesHttp(service),
  );
  const plain = unclaimed.map((service) => defaultCandidate(context, service, port));
  const finished = finish([...candidates, ...plain], services, context);
  return {
    virtualHosts: finished.virtualHosts,
    omissions: [...ruled.flatMap(({ omissions }) => omissions), ...finished.omissions],
  };
}

/** By name, as Host headers are compared; of several with one name the last. */
const servicesOnPort = memoByParts({ imported: 'object', port: 'scalar' }, findServicesOnPort);

function findServicesOnPort({ imported, port }: ImportedOnPort): ServicesByHost {
  const there = imported.flatMap((service) => onPort(service, port) ?? []);
  return new Map(
    there.map((service) => {
      const hostname = service.hostname.toLowerCase();
      return [hostname, hostname === service.hostname ? service : Object.assign({}, service, { hostname })];
    }),
  );
}

type ImportedOnPort = { readonly imported: readonly MeshService[]; readonly port: number };

function takesHttp({ ports }: MeshService): boolean {
  return ports.some(({ protocol }) => isHttp(protocol) || isSniffed(protocol));
}

function defaultCandidate({ push, serviceHashPolicyOf }: VirtualHostsContext, service: MeshService, port: number) {
  const route = defaultRoute(service, port, push.mesh, serviceHashPolicyOf(service, port));
  return {
    name: `${service.hostname}:${port}`,
    service,
    routes: [service.source ? { ...route, source: service.source } : route],
    source: service.source,
  };
}

type Candidates = { readonly candidates: readonly Candidate[]; readonly omissions: readonly Omission[] };

/** route.go:buildSidecarVirtualHostsForVirtualService. */
function candidatesOf(
  { push, proxy, hashPolicyOf }: VirtualHostsContext,
  virtualService: VirtualServiceObject,
  services: ServicesByHost,
  owners: OwnerIndex,
  port: number,
): Candidates {
  const { routes, omissions } = translateHttpRoutes({
    mesh: push.mesh,
    proxy,
    virtualService,
    gatewayName: MESH_GATEWAY,
    listenPort: port,
    isTls: false,
    serviceRegistry: services,
    hashPolicyOf,
  });
  if (routes.length === 0) return { candidates: [], omissions: [...omissions, ...noRoutes(virtualService)] };
  const hosts = separateHosts(virtualService, services, owners, push.version);
  const mine = hosts.services.filter((service) => takesHttp(service) && mayRule(virtualService, service, proxy));
  const { source } = virtualService;
  const ofServices = mine.map((service) => ({ name: `${service.hostname}:${port}`, service, routes, source }));
  const isBound = mine.length > 0 || (port === 80 && !usesGatewaySemantics(virtualService.metadata));
  const names = isBound ? hosts.names : [];
  const ofNames = names.map((name) => ({ name: `${name}:${port}`, service: null, routes, source }));
  return { candidates: [...ofNames, ...ofServices], omissions: [...omissions, ...lostHosts(virtualService, hosts)] };
}

/** A route of the Gateway API is for callers of its own namespace, or for services of it (istio-semantics R11.9). */
function mayRule({ metadata }: VirtualServiceObject, service: MeshService, proxy: Proxy): boolean {
  if (!usesGatewaySemantics(metadata)) return true;
  return metadata.namespace === service.namespace || metadata.namespace === proxy.namespace;
}

function noRoutes({ spec, source }: VirtualServiceObject): Omission[] {
  if (!spec.http?.length) return [];
  const message = 'None of its rules is for this caller and port, so it owns no host here.';
  return [{ source, reason: 'no-routes-left', message, culprit: null }];
}

function lostHosts({ source }: VirtualServiceObject, { lost }: SeparatedHosts): Omission[] {
  return lost.map(({ service, owner }) => ({
    source,
    reason: 'host-owned-by-other',
    message: `${service.hostname} listens to a VirtualService with a more specific host.`,
    culprit: owner.source,
  }));
}

function finish(
  candidates: readonly Candidate[],
  services: ServicesByHost,
  context: VirtualHostsContext,
): VirtualHosts {
  const grants = grantsTo(candidates, services, context);
  const omissions: Omission[] = [];
  const virtualHosts = candidates.flatMap((candidate, index): VirtualHost[] => {
    const { owner = index, domains = [] } = grants[index] ?? {};
    const first = candidates[owner];
    if (first && first !== candidate) omissions.push(...ownedByOther(candidate, first));
    if (domains.length === 0) return [];
    const { name, service, routes, source } = candidate;
    return [virtualHost({ name, domains, routes, source: source ?? service?.source ?? noSource })];
  });
  return { virtualHosts, omissions };
}

/** What a candidate gets: its domains, none where another (by its place) has its name. */
type Grant = { readonly owner: number; readonly domains: readonly string[] };

type Asking = Pick<Candidate, 'name' | 'service'>;
type Granted = {
  readonly candidates: readonly Asking[];
  readonly namespace: string;
  readonly version: string;
  readonly grants: readonly Grant[];
};
/** What was given out last among the services of a port. It rests on names and services alone, which an edit of rules leaves. */
const lastGranted = new WeakMap<ServicesByHost, Granted>();

function grantsTo(
  candidates: readonly Candidate[],
  services: ServicesByHost,
  context: VirtualHostsContext,
): readonly Grant[] {
  const { namespace } = context.proxy;
  const { version } = context.push;
  const last = lastGranted.get(services);
  if (last?.namespace === namespace && last.version === version && isSameAsking(last.candidates, candidates)) {
    return last.grants;
  }
  const grants = giveOut(candidates, context);
  lastGranted.set(services, { candidates, namespace, version, grants });
  return grants;
}

function isSameAsking(a: readonly Asking[], b: readonly Asking[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ name, service }, index) => name === b[index]?.name && service === b[index].service)
  );
}

/** Gives out names and domains, first come first served (httproute.go:dedupeDomains). */
function giveOut(candidates: readonly Asking[], context: VirtualHostsContext): Grant[] {
  const owners = new Map<string, number>();
  const taken = new Set<string>();
  const realNames = new Set(candidates.flatMap(({ service }) => service?.hostname ?? []));
  return candidates.map((candidate, index) => {
    const owner = owners.get(candidate.name);
    if (owner !== undefined) return { owner, domains: [] };
    owners.set(candidate.name, index);
    const wanted = domainsOf(candidate, context);
    const isFree = (domain: string) =>
      !taken.has(domain.toLowerCase()) && !(wanted.shortForms.includes(domain) && realNames.has(domain));
    const domains = wanted.domains.every(isFree) ? wanted.domains : wanted.domains.filter(isFree);
    for (const domain of domains) taken.add(domain.toLowerCase());
    return { owner: index, domains };
  });
}

const noSource: { readonly source?: Source } = {};

/** The same virtual host for the same domains and routes, so that a proxy keeps what it made of it. */
const virtualHost = memoByParts(
  { routes: 'object', domains: 'object', source: 'object', name: 'scalar' },
  ({ name, domains, routes, source }: VirtualHostParts): VirtualHost => ({
    name,
    domains,
    routes,
    includeRequestAttemptCount: true,
    ...('document' in source && { source }),
  }),
);

type VirtualHostParts = Pick<VirtualHost, 'name' | 'domains' | 'routes'> & {
  readonly source: Source | typeof noSource;
};

function domainsOf({ name, service }: Asking, { push, proxy }: VirtualHostsContext) {
  if (service) return serviceDomains({ service, proxyNamespace: proxy.namespace, version: push.version });
  return { domains: [name.slice(0, name.lastIndexOf(':'))], shortForms: [] };
}

function ownedByOther({ name, source }: Candidate, owner: Candidate): Omission[] {
  if (!source || source === owner.source) return [];
  const message = `Another VirtualService, ahead of this one, owns ${name}; rules of several are not merged in the mesh.`;
  return [{ source, reason: 'host-owned-by-other', message, culprit: owner.source }];
}
