import type { RouteConfiguration } from '../envoy/config.ts';
import type { Omission } from './generate.ts';
import { outboundVirtualHost } from './outbound-policy.ts';
import type { EgressListener, SidecarScope } from './sidecar-scope.ts';
import { sidecarVirtualHosts, type VirtualHosts, type VirtualHostsContext } from './sidecar-virtual-hosts.ts';

export type SidecarRoutes = { readonly routes: readonly RouteConfiguration[]; readonly omissions: readonly Omission[] };

/**
 * The route configurations that a sidecar's listeners name: `port` for all HTTP services of a port, `host:port` for one whose protocol is found out at
 * run time (istio-semantics R2.6, §3.6; pilot/pkg/networking/core/httproute.go:buildSidecarOutboundHTTPRouteConfig).
 */
export function sidecarRoutes(
  context: VirtualHostsContext,
  scope: SidecarScope,
  routeNames: Iterable<string>,
): SidecarRoutes {
  const byPort = new Map<number, VirtualHosts>();
  const virtualHostsOf = (port: number): VirtualHosts => {
    const listener = egressListenerFor(scope, port);
    const made =
      byPort.get(port) ??
      (listener ? sidecarVirtualHosts(context, listener, port) : { virtualHosts: [], omissions: [] });
    byPort.set(port, made);
    return made;
  };
  const routes = [...routeNames].map((name) => {
    const colon = name.lastIndexOf(':');
    const { virtualHosts } = virtualHostsOf(Number(name.slice(colon + 1)));
    return {
      name,
      virtualHosts:
        colon < 0
          ? [...sorted(virtualHosts), outboundVirtualHost(scope)]
          : onlyHost(virtualHosts, name.slice(0, colon)),
      ignorePortInHostMatching: true,
    };
  });
  return { routes, omissions: [...byPort.values()].flatMap(({ omissions }) => omissions) };
}

/** The listener that names the port, else the one for all ports (sidecar.go:GetEgressListenerForRDS). */
function egressListenerFor({ egressListeners }: SidecarScope, port: number): EgressListener | null {
  return egressListeners.find((listener) => listener.port === null || listener.port === port) ?? null;
}

function sorted(virtualHosts: VirtualHosts['virtualHosts']): RouteConfiguration['virtualHosts'] {
  return virtualHosts.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whoever dials this service means it, whatever the Host header says (istio-semantics R10.5; httproute.go:getVirtualHostsForSniffedServicePort). */
function onlyHost(virtualHosts: VirtualHosts['virtualHosts'], host: string): RouteConfiguration['virtualHosts'] {
  const matching = virtualHosts.filter(({ domains }) => domains.includes(host));
  return matching.length === 1 ? matching.map((virtualHost) => ({ ...virtualHost, domains: ['*'] })) : matching;
}
