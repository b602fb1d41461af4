import type { TcpProxy } from '../envoy/config.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import type { RouteDestination, TLSMatchAttributes } from '../istio/virtual-service.ts';
import { clusterName } from './cluster-name.ts';
import type { Omission } from './generate.ts';
import { isWildcard, matchesHost } from '../istio/host.ts';
import { isTls } from './protocol.ts';
import { destinationRuleFor } from './destination-rules.ts';
import { l4Mismatch } from './proxy-match.ts';
import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';
import { ANY_ADDRESS } from './outbound-listener.ts';
import type { ServiceRegistry } from './route/destination-cluster.ts';
import { nameForms } from './sidecar-domains.ts';
import type { IstioVersion } from './versions.ts';
import type { MeshService, ServicePort } from './service.ts';
import { connectionSettings, tcpProxyTo } from './tcp-proxy.ts';
import { MESH_GATEWAY } from './virtual-service-names.ts';
import type { VirtualServiceObject } from './virtual-services.ts';

/** For whom chains are built, and the services he sees. */
export type TcpChainsContext = {
  readonly push: PushContext;
  readonly proxy: Proxy;
  readonly services: ServiceRegistry;
};

/** A chain that forwards bytes, by what it takes: server names and address ranges; none means all. */
export type TcpChain = {
  readonly sniHosts: readonly string[];
  readonly destinationCidrs: readonly string[];
  readonly tcp: TcpProxy;
  readonly source: Source | null;
};

export type TcpChains = { readonly chains: readonly TcpChain[]; readonly omissions: readonly Omission[] };

/** The port of a service that a listener is made for. */
export type ServiceListener = {
  readonly service: MeshService;
  readonly port: ServicePort;
  /** The address that is listened on. */
  readonly bind: string;
  /** The range of addresses that the service has, where the listener stands for all addresses. */
  readonly cidr: string | null;
};

/**
 * The chains of a service's port that are not HTTP: one per `tls` match where the port is TLS, else by `tcp` rules
 * (istio-semantics §6.1, §6.2; pilot/pkg/networking/core/listener.go:buildSidecarOutboundTCPListenerOpts).
 */
export function tcpChains(
  context: TcpChainsContext,
  listener: ServiceListener,
  virtualServices: readonly VirtualServiceObject[],
): TcpChains {
  const { hostname } = listener.service;
  const concerned = virtualServices.filter(({ spec }) => spec.hosts?.some((host) => matchesHost(host, hostname)));
  return isTls(listener.port.protocol)
    ? tlsRuleChains(context, listener, concerned)
    : tcpRuleChains(context, listener, concerned);
}

/** tls.go:buildSidecarOutboundTLSFilterChainOpts. */
function tlsRuleChains(
  context: TcpChainsContext,
  listener: ServiceListener,
  virtualServices: readonly VirtualServiceObject[],
): TcpChains {
  const { port, cidr } = listener;
  const whom = { proxy: context.proxy, gatewayName: MESH_GATEWAY, listenPort: port.port };
  const chains: TcpChain[] = [];
  const omissions: Omission[] = [];
  const known = new Map<string, Source>();
  let destinationCidrs: readonly string[] = cidr ? [cidr] : [];
  for (const { match, destinations, source } of virtualServices.flatMap(tlsMatches)) {
    const mismatch = l4Mismatch(match, whom);
    if (mismatch) {
      omissions.push({ source, ...mismatch, culprit: null });
      continue;
    }
    // Istio keeps the ranges of one match for all that follow (istio-semantics R6.7).
    if (match.destinationSubnets?.length) destinationCidrs = match.destinationSubnets;
    const key = `${match.sniHosts.join(',')}|${(match.destinationSubnets ?? []).join(',')}`;
    const earlier = known.get(key);
    if (earlier) {
      const message = 'An earlier match takes the same server names and addresses.';
      omissions.push({ source, reason: 'duplicate', message, culprit: earlier });
      continue;
    }
    known.set(key, source);
    const tcp = tcpProxyTo(destinations, { ...context, port: port.port, source });
    chains.push({ sniHosts: match.sniHosts, destinationCidrs, tcp, source });
  }
  return { chains: chains.length > 0 ? chains : [defaultChain(context, listener)], omissions };
}

type PlacedMatch<Match> = {
  readonly match: Match;
  readonly destinations: readonly RouteDestination[];
  readonly source: Source;
};

function tlsMatches({ spec, source }: VirtualServiceObject): PlacedMatch<TLSMatchAttributes>[] {
  return (spec.tls ?? []).flatMap((rule, index) =>
    (rule.route?.length ? rule.match : []).map((match, number) => ({
      match,
      destinations: rule.route ?? [],
      source: match.source ?? rule.source ?? sourceInside(source, 'spec', 'tls', index, 'match', number),
    })),
  );
}

/** The first rule without ranges of addresses takes all and ends the search (istio-semantics R6.9; tls.go:buildSidecarOutboundTCPFilterChainOpts). */
function tcpRuleChains(
  context: TcpChainsContext,
  listener: ServiceListener,
  virtualServices: readonly VirtualServiceObject[],
): TcpChains {
  const { port, cidr } = listener;
  const whom = { proxy: context.proxy, gatewayName: MESH_GATEWAY, listenPort: port.port };
  const own = cidr ? [cidr] : [];
  const chains: TcpChain[] = [];
  const omissions: Omission[] = [];
  let terminal: Source | null = null;
  for (const rule of virtualServices.flatMap(tcpRules)) {
    const { source, matches } = rule;
    if (terminal) {
      const message = 'An earlier tcp rule takes every connection.';
      omissions.push({ source, reason: 'after-catch-all', message, culprit: terminal });
      continue;
    }
    const mismatches = matches.map((match) => l4Mismatch(match, whom));
    const fitting = matches.filter((_, number) => mismatches[number] === null);
    const [mismatch] = mismatches;
    if (mismatch && fitting.length === 0) {
      omissions.push({ source, ...mismatch, culprit: null });
      continue;
    }
    const isTerminal =
      fitting.length === 0 || fitting.some(({ destinationSubnets = [] }) => destinationSubnets.length === 0);
    const subnets = fitting.flatMap(({ destinationSubnets = [] }) => destinationSubnets);
    const tcp = tcpProxyTo(rule.destinations, { ...context, port: port.port, source });
    chains.push({ sniHosts: [], destinationCidrs: isTerminal ? own : subnets, tcp, source });
    if (isTerminal || sameSet(subnets, own)) terminal = source;
  }
  return { chains: terminal ? chains : [...chains, defaultChain(context, listener)], omissions };
}

/** A rule that leads nowhere does not count. */
function tcpRules({ spec, source }: VirtualServiceObject) {
  return (spec.tcp ?? []).flatMap(({ match = [], route = [], source: own }, index) =>
    route.length === 0
      ? []
      : [{ matches: match, destinations: route, source: own ?? sourceInside(source, 'spec', 'tcp', index) }],
  );
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

/** Without a rule: the service's own cluster; told by server name where the address does not tell it (istio-semantics R6.6, R6.11). */
function defaultChain({ push, proxy }: TcpChainsContext, { service, port, bind, cidr }: ServiceListener): TcpChain {
  const [only, ...others] = service.ports;
  const number = only && others.length === 0 ? only.port : port.port;
  const cluster = clusterName({ host: service.hostname, port: number, subset: '' });
  const tellsByName = isTls(port.protocol) && needsServerName(service, bind);
  return {
    sniHosts: tellsByName ? serverNames(service, proxy.namespace, push.version) : [],
    destinationCidrs: cidr ? [cidr] : [],
    tcp: { cluster, ...connectionSettings(destinationRuleFor(push, proxy, service), '') },
    source: service.source,
  };
}

/** The service has a range of addresses, or shares all of them, or its pattern is resolved by name. */
function needsServerName(
  { hostname, resolution, addresses: [address = ANY_ADDRESS] }: MeshService,
  bind: string,
): boolean {
  if (isWildcard(hostname) && resolution === 'DynamicDNS') return true;
  return address.includes('/') || (address === ANY_ADDRESS && bind === ANY_ADDRESS);
}

function serverNames({ hostname, aliases = [] }: MeshService, proxyNamespace: string, version: IstioVersion): string[] {
  return [hostname, ...aliases.flatMap((alias) => nameForms(alias, proxyNamespace, version))];
}
