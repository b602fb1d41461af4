import type { FilterChain, Listener, ProxyConfig, RouteConfiguration } from '../envoy/config.ts';
import { parseIpAddress } from '../envoy/ip-address.ts';
import type { Request } from '../envoy/request.ts';
import { parseClusterName } from './cluster-name.ts';
import { dialBy, GATEWAY_ADDRESS, UNKNOWN_ADDRESS, type ClientRequest } from './dial.ts';

/**
 * Name resolution and dialling where a proxy's configuration is all that is known. In a sidecar's, Istio leaves the addresses of services in the
 * listeners of their ports and among the domains of their virtual hosts; a gateway's listens on the ports behind its Service.
 */
export function dialProxy(config: ProxyConfig, request: ClientRequest): Request {
  const isSidecar = config.listeners.some(({ useOriginalDst }) => useOriginalDst);
  return dialBy(request, (name, port) =>
    isSidecar
      ? { address: addressOf(config, name.toLowerCase(), port), port }
      : { address: GATEWAY_ADDRESS, port: listeningPort(config, port) },
  );
}

/** A gateway's Service sends 80 to 8080 and 443 to 8443 by Istio's charts, so that the proxy needs no privilege. */
function listeningPort({ listeners }: ProxyConfig, port: number): number {
  const listens = (number: number) => listeners.some((one) => one.port === number && one.bindToPort !== false);
  return !listens(port) && listens(port + 8000) ? port + 8000 : port;
}

function addressOf(config: ProxyConfig, name: string, port: number): string {
  if (parseIpAddress(name)) return name;
  return listenerAddress(config, name, port) ?? domainAddress(config, name, port) ?? UNKNOWN_ADDRESS;
}

/** The listener of the port that stands at an address of its own and sends to a service of that name. */
function listenerAddress(config: ProxyConfig, name: string, port: number): string | null {
  const own = config.listeners.filter((one) => one.port === port && one.address !== '0.0.0.0' && one.address !== '::');
  return own.find((listener) => hostsOf(config, listener).some((host) => isCalled(host, name)))?.address ?? null;
}

function hostsOf({ routes }: ProxyConfig, { filterChains, defaultFilterChain }: Listener): string[] {
  const chains = defaultFilterChain ? [...filterChains, defaultFilterChain] : filterChains;
  return chains.flatMap((chain) =>
    clustersOf(chain, routes).flatMap((cluster) => parseClusterName(cluster)?.host.toLowerCase() ?? []),
  );
}

function clustersOf({ tcp, http }: FilterChain, routes: readonly RouteConfiguration[]): string[] {
  if (tcp) return [tcp.cluster ?? '', ...(tcp.weightedClusters?.clusters ?? []).map(({ name }) => name)];
  const held = http?.routes;
  const tables = typeof held === 'string' ? routes.filter(({ name }) => name === held) : held ? [held] : [];
  return tables.flatMap(({ virtualHosts }) =>
    virtualHosts.flatMap((host) => host.routes.flatMap(({ route }) => route?.cluster ?? [])),
  );
}

/** `reviews`, `reviews.shop` and so on for `reviews.shop.svc.cluster.local`. */
function isCalled(host: string, name: string): boolean {
  return host === name || host.startsWith(`${name}.`);
}

function domainAddress({ routes }: ProxyConfig, name: string, port: number): string | null {
  const names: ReadonlySet<string> = new Set([name, `${name}:${port}`]);
  for (const { virtualHosts } of routes) {
    for (const { domains } of virtualHosts) {
      if (!domains.some((domain) => names.has(domain.toLowerCase()))) continue;
      const address = domains.map((domain) => domain.replace(/^\[(.*)\]$/, '$1')).find(parseIpAddress);
      if (address !== undefined) return address;
    }
  }
  return null;
}
