import type { Destination, HTTPRoute, RouteDestination } from '../istio/virtual-service.ts';
import { resolveShortname } from '../istio/host.ts';
import { memoByParts } from './memo-by-parts.ts';
import type { VirtualServiceObject } from './virtual-services.ts';

/** The gateway that stands for all sidecars. */
export const MESH_GATEWAY = 'mesh';

/**
 * The VirtualService with every short name of a host or a gateway written out, as seen from its own namespace
 * (istio-semantics R2.1–R2.3; pilot/pkg/model/virtualservice.go:ResolveVirtualServiceShortnames).
 */
export function withFullNames(object: VirtualServiceObject): VirtualServiceObject {
  const { namespace } = object.metadata;
  const { spec } = object;
  const gateways = spec.gateways?.length ? spec.gateways : [MESH_GATEWAY];
  return {
    ...object,
    spec: {
      ...spec,
      hosts: (spec.hosts ?? []).map((host) => resolveShortname(host, namespace)),
      gateways: gateways.map((gateway) => resolveGatewayName(gateway, namespace)),
      ...(spec.http && { http: spec.http.map((route) => httpWithFullNames({ route, namespace })) }),
      ...(spec.tls && { tls: spec.tls.map((route) => l4WithFullNames(route, namespace)) }),
      ...(spec.tcp && { tcp: spec.tcp.map((route) => l4WithFullNames(route, namespace)) }),
    },
  };
}

/** The same rule for the same one, so that what was made of it can be kept while others of its object change. */
const httpWithFullNames = memoByParts(
  { route: 'object', namespace: 'scalar' },
  ({ route, namespace }: { readonly route: HTTPRoute; readonly namespace: string }): HTTPRoute => ({
    ...route,
    ...(route.match && { match: route.match.map((match) => matchWithFullNames(match, namespace)) }),
    ...(route.route && { route: route.route.map((one) => destinationWithFullName(one, namespace)) }),
    ...(route.mirror && { mirror: fullName(route.mirror, namespace) }),
    ...(route.mirrors && { mirrors: route.mirrors.map((one) => destinationWithFullName(one, namespace)) }),
  }),
);

function l4WithFullNames<Route extends { match?: { gateways?: string[] }[]; route?: RouteDestination[] }>(
  route: Route,
  namespace: string,
): Route {
  return {
    ...route,
    ...(route.match && { match: route.match.map((match) => matchWithFullNames(match, namespace)) }),
    ...(route.route && { route: route.route.map((one) => destinationWithFullName(one, namespace)) }),
  };
}

function matchWithFullNames<Match extends { gateways?: string[] }>(match: Match, namespace: string): Match {
  if (!match.gateways) return match;
  return { ...match, gateways: match.gateways.map((gateway) => resolveGatewayName(gateway, namespace)) };
}

function destinationWithFullName<One extends { destination: Destination }>(one: One, namespace: string): One {
  return { ...one, destination: fullName(one.destination, namespace) };
}

function fullName(destination: Destination, namespace: string): Destination {
  return { ...destination, host: resolveShortname(destination.host, namespace) };
}

/** A gateway as `namespace/name`; `name.namespace…` is the old spelling (istio-semantics R2.3; pilot/pkg/model/config.go:resolveGatewayName). */
export function resolveGatewayName(gateway: string, namespace: string): string {
  if (gateway === MESH_GATEWAY) return gateway;
  if (gateway.startsWith('./')) return namespace + gateway.slice(1);
  if (gateway.includes('/')) return gateway;
  const [name = '', owner = namespace] = gateway.split('.');
  return `${owner}/${name}`;
}
