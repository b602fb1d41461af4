import type { FilterChain } from '../envoy/config.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import type { RouteDestination, TLSMatchAttributes } from '../istio/virtual-service.ts';
import { PARENTS } from './gateway-api/gateway-semantics.ts';
import { hostsForNamespace } from './gateway-hosts.ts';
import type { GatewayRules } from './gateway-rules.ts';
import { isPassthrough, sniHostsOf, tlsModeOf, type GatewayServer } from './gateway-server.ts';
import type { Omission } from './generate.ts';
import { matchesHost } from '../istio/host.ts';
import type { VirtualServiceObject } from './virtual-services.ts';

/** Per port, address and SNI the `tls` match that took it. */
export type TakenSni = Map<string, Source>;

type Chains = { readonly chains: readonly FilterChain[]; readonly omissions: readonly Omission[] };

/**
 * The chains of a server that forwards bytes: at most one where it is opaque or TLS ends here, one per `tls` match where TLS passes through
 * (istio-semantics R6.15, R6.16, R6.19; pilot/pkg/networking/core/gateway.go:createGatewayTCPFilterChainOpts).
 */
export function gatewayTcpChains(server: GatewayServer, rules: GatewayRules, taken: TakenSni): Chains {
  const { tls } = server.server;
  if (tls && tlsModeOf(tls) === 'AUTO_PASSTHROUGH')
    return { chains: rules.autoPassthroughChains(sniHostsOf(server.hosts)), omissions: [] };
  return isPassthrough(server.server)
    ? passthroughChains(server, rules, taken)
    : { chains: opaqueChains(server, rules), omissions: [] };
}

/** The server names of a chain; a `*` among them takes every connection, with SNI or without (istio-semantics R6.18). */
export function sniMatch(sniHosts: readonly string[]): Pick<FilterChain, 'match'> {
  return sniHosts.includes('*') ? {} : { match: { serverNames: sniHosts.toSorted() } };
}

/** The first `tcp` rule of the first VirtualService that has one for the server takes all of it; a TLSRoute gives its `tls` rules instead. */
function opaqueChains(server: GatewayServer, rules: GatewayRules): FilterChain[] {
  for (const virtualService of boundVirtualServices(server, rules)) {
    const route = tcpRouteFor(virtualService, server) ?? terminatedTlsRouteFor(virtualService, server);
    if (!route) continue;
    const tls = server.server.tls ? { ...sniMatch(sniHostsOf(server.hosts)), tls: true } : {};
    return [{ ...tls, tcp: rules.tcpProxy(route.destinations, server, route.source), source: route.source }];
  }
  return [];
}

type RouteFound = { readonly destinations: readonly RouteDestination[]; readonly source: Source };

function tcpRouteFor({ spec, source }: VirtualServiceObject, server: GatewayServer): RouteFound | null {
  for (const [index, { match = [], route = [], source: own }] of (spec.tcp ?? []).entries()) {
    if (route.length === 0 || (match.length > 0 && !match.some((one) => isFor(one, server)))) continue;
    return { destinations: route, source: own ?? sourceInside(source, 'spec', 'tcp', index) };
  }
  return null;
}

function terminatedTlsRouteFor(
  { metadata, spec, source }: VirtualServiceObject,
  server: GatewayServer,
): RouteFound | null {
  if (!metadata.annotations[PARENTS]?.startsWith('TLSRoute/')) return null;
  for (const [index, { match, route = [], source: own }] of (spec.tls ?? []).entries()) {
    if (match.some((one) => isFor(one, server)))
      return { destinations: route, source: own ?? sourceInside(source, 'spec', 'tls', index) };
  }
  return null;
}

function passthroughChains(server: GatewayServer, rules: GatewayRules, taken: TakenSni): Chains {
  const chains: FilterChain[] = [];
  const omissions: Omission[] = [];
  for (const virtualService of boundVirtualServices(server, rules)) {
    for (const { match, destinations, source } of tlsMatches(virtualService)) {
      if (destinations.length === 0 || !isFor(match, server)) continue;
      const culprit = takenSni(taken, match, server, source);
      if (culprit) omissions.push(repeatedSni(match, source, culprit));
      else chains.push({ ...sniMatch(match.sniHosts), tcp: rules.tcpProxy(destinations, server, source), source });
    }
  }
  return { chains, omissions };
}

function tlsMatches({ spec, source }: VirtualServiceObject) {
  return (spec.tls ?? []).flatMap(({ match, route = [] }, index) =>
    match.map((one, number) => ({
      match: one,
      destinations: route,
      source: one.source ?? sourceInside(source, 'spec', 'tls', index, 'match', number),
    })),
  );
}

/** The earlier match that has one of the names already: then all of this match is dropped; otherwise its names are taken from here on. */
function takenSni(
  taken: TakenSni,
  { sniHosts }: TLSMatchAttributes,
  { listenPort, bind }: GatewayServer,
  source: Source,
): Source | null {
  const keyOf = (host: string) => `${listenPort} ${bind} ${host}`;
  const repeated = sniHosts.map((host) => taken.get(keyOf(host))).find((earlier) => earlier !== undefined);
  if (repeated) return repeated;
  for (const host of sniHosts) taken.set(keyOf(host), source);
  return null;
}

function repeatedSni({ sniHosts }: TLSMatchAttributes, source: Source, culprit: Source): Omission {
  const message = `One of the SNI names ${sniHosts.join(', ')} already belongs to an earlier match on this port.`;
  return { source, reason: 'server-conflict', message, culprit };
}

/** The VirtualServices of the server's Gateway of which a host overlaps with one of the server's. */
function boundVirtualServices({ gatewayName, hosts }: GatewayServer, rules: GatewayRules): VirtualServiceObject[] {
  return rules.virtualServicesOf(gatewayName).filter(({ metadata, spec }) => {
    const allowed = hostsForNamespace(hosts, metadata.namespace);
    return (spec.hosts ?? []).some((host) => allowed.some((serverHost) => matchesHost(serverHost, host)));
  });
}

/** Of a match only port and gateways count at a gateway (gateway.go:l4SingleMatch). */
function isFor(
  { port, gateways = [] }: { port?: number; gateways?: string[] },
  { server, gatewayName }: GatewayServer,
): boolean {
  return (!port || port === server.port.number) && (gateways.length === 0 || gateways.includes(gatewayName));
}
