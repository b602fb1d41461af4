import type { RouteConfiguration, VirtualHost } from '../envoy/config.ts';
import { lazy } from '../envoy/lazy.ts';
import { byText } from '../istio/by-text.ts';
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
  const byPort = new Map<number, PortVirtualHosts>();
  const onPort = (port: number): PortVirtualHosts => {
    const made = byPort.get(port) ?? portVirtualHosts(context, scope, port);
    byPort.set(port, made);
    return made;
  };
  const routes = [...routeNames].map((name): RouteConfiguration => {
    const colon = name.lastIndexOf(':');
    const { virtualHosts, byDomain } = onPort(Number(name.slice(colon + 1)));
    const all = () => [...virtualHosts, outboundVirtualHost(scope)];
    return {
      name,
      virtualHosts: colon < 0 ? all() : onlyHost(byDomain().get(name.slice(0, colon))),
      ignorePortInHostMatching: true,
    };
  });
  return { routes, omissions: [...byPort.values()].flatMap(({ omissions }) => omissions) };
}

/** No domain stands in two virtual hosts. */
type PortVirtualHosts = VirtualHosts & { readonly byDomain: () => ReadonlyMap<string, VirtualHost> };

function portVirtualHosts(context: VirtualHostsContext, scope: SidecarScope, port: number): PortVirtualHosts {
  const listener = egressListenerFor(scope, port);
  const made = listener ? sidecarVirtualHosts(context, listener, port) : { virtualHosts: [], omissions: [] };
  const virtualHosts = made.virtualHosts.toSorted((a, b) => byText(a.name, b.name));
  const byDomain = lazy(
    () => new Map(virtualHosts.flatMap((one) => one.domains.map((domain) => [domain, one] as const))),
  );
  return { virtualHosts, omissions: made.omissions, byDomain };
}

/** The listener that names the port, else the one for all ports (sidecar.go:GetEgressListenerForRDS). */
function egressListenerFor({ egressListeners }: SidecarScope, port: number): EgressListener | null {
  return egressListeners.find((listener) => listener.port === null || listener.port === port) ?? null;
}

/** Whoever dials this service means it, whatever the Host header says (istio-semantics R10.5; httproute.go:getVirtualHostsForSniffedServicePort). */
function onlyHost(virtualHost: VirtualHost | undefined): VirtualHost[] {
  return virtualHost ? [{ ...virtualHost, domains: ['*'] }] : [];
}
