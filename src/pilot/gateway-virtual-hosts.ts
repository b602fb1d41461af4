import type { Route, RouteConfiguration, VirtualHost } from '../envoy/config.ts';
import { byText } from '../istio/by-text.ts';
import type { Source } from '../istio/source.ts';
import { catchAllsLast } from './catch-all-route.ts';
import { hostsForNamespace, intersectHosts } from './gateway-hosts.ts';
import type { GatewayRules } from './gateway-rules.ts';
import type { GatewayServer } from './gateway-server.ts';
import type { Omission } from './generate.ts';
import { bySpecificity } from '../istio/host.ts';
import type { VirtualServiceObject } from './virtual-services.ts';

/** A virtual host in the making: routes of further VirtualServices are appended to it. */
type Growing = {
  readonly host: string;
  readonly name: string;
  readonly routes: Route[];
  requireTls?: 'ALL';
  readonly source: Source;
};

/**
 * The route configuration that `servers` share: per host the routes of all VirtualServices that bind to one of them, catch-alls last
 * (istio-semantics R2.18–R2.21, R9.5–R9.9; pilot/pkg/networking/core/gateway.go:buildGatewayHTTPRouteConfig).
 */
export function gatewayRouteConfiguration(
  name: string,
  servers: readonly GatewayServer[],
  rules: GatewayRules,
): { routeConfiguration: RouteConfiguration; omissions: Omission[] } {
  const hosts = new Map<string, Growing>();
  const omissions: Omission[] = [];
  const translate = translateOnce(rules, omissions);
  for (const server of servers) {
    for (const virtualService of rules.virtualServicesOf(server.gatewayName)) {
      const allowed = hostsForNamespace(server.hosts, virtualService.metadata.namespace);
      const shared = intersectHosts(allowed, virtualService.spec.hosts ?? []);
      const routes = shared.length > 0 ? translate(virtualService, server) : [];
      if (routes.length > 0)
        for (const host of shared) grow(hosts, host, server, virtualService.source).routes.push(...routes);
    }
    // Every host of the server is sent to https, with or without a rule; one with a namespace in front just as it stands (istio-semantics R9.9).
    if (server.server.tls?.httpsRedirect) for (const host of server.hosts) grow(hosts, host, server, server.source);
  }
  return {
    routeConfiguration: { name, virtualHosts: finished([...hosts.values()], servers), ignorePortInHostMatching: true },
    omissions,
  };
}

/** A VirtualService that a Gateway binds through several servers of a port has the routes of the first (R2.21). */
function translateOnce(rules: GatewayRules, omissions: Omission[]) {
  const known = new Map<string, readonly Route[]>();
  return (virtualService: VirtualServiceObject, server: GatewayServer): readonly Route[] => {
    const { namespace, name } = virtualService.metadata;
    const key = `${server.gatewayName} ${namespace}/${name}`;
    const translated = known.get(key);
    if (translated) return translated;
    const { routes, omissions: left } = rules.translate(virtualService, server);
    omissions.push(...left);
    if (routes.length > 0) known.set(key, routes);
    return routes;
  };
}

function grow(hosts: Map<string, Growing>, mixedCase: string, { server }: GatewayServer, source: Source): Growing {
  const host = mixedCase.toLowerCase();
  const growing = hosts.get(host) ?? { host, name: `${host}:${server.port.number}`, routes: [], source };
  if (server.tls?.httpsRedirect) growing.requireTls = 'ALL';
  hosts.set(host, growing);
  return growing;
}

function finished(hosts: readonly Growing[], servers: readonly GatewayServer[]): VirtualHost[] {
  const [first] = servers;
  // No rule at all: the port answers everything with 404 (istio-semantics R9.8).
  if (hosts.length === 0 && first) {
    return [{ name: `blackhole:${first.server.port.number}`, domains: ['*'], routes: [], source: first.source }];
  }
  return collapsed(hosts).toSorted((a, b) => byText(a.name, b.name));
}

/** Hosts with the very same routes become one virtual host, named after the most specific (gateway.go:collapseDuplicateRoutes). */
function collapsed(hosts: readonly Growing[]): VirtualHost[] {
  const numbers = new Map<Route, number>();
  const latest = new Map<string, { readonly domains: string[]; readonly growing: Growing }>();
  const groups = hosts
    .toSorted((a, b) => bySpecificity(a.host, b.host))
    .flatMap((growing) => {
      const key = growing.routes.map((route) => numberOf(numbers, route)).join(' ');
      const known = latest.get(key);
      if (known && known.growing.requireTls === growing.requireTls) {
        known.domains.push(growing.host);
        return [];
      }
      const group = { domains: [growing.host], growing };
      latest.set(key, group);
      return group;
    });
  return groups.map(({ domains, growing }) => virtualHostOf(growing, domains));
}

function numberOf(numbers: Map<Route, number>, route: Route): number {
  const number = numbers.get(route) ?? numbers.size;
  numbers.set(route, number);
  return number;
}

function virtualHostOf({ name, routes, requireTls, source }: Growing, domains: readonly string[]): VirtualHost {
  const tls = requireTls ? { requireTls } : {};
  return { name, domains, routes: catchAllsLast(routes), ...tls, includeRequestAttemptCount: true, source };
}
