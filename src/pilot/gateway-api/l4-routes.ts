import type { ConfigObject } from '../../istio/config.ts';
import type { TCPRouteSpec, TLSRouteSpec } from '../../istio/gateway-api.ts';
import { sourceInside } from '../../istio/source.ts';
import type { RouteDestination, TCPRoute, TLSRoute, VirtualService } from '../../istio/virtual-service.ts';
import { intersectHosts } from '../gateway-hosts.ts';
import { matchesHost } from '../../istio/host.ts';
import { convertBackends, weightSum } from './backends.ts';
import { routeAnnotations } from './gateway-semantics.ts';
import type { RouteContext, VirtualServiceConfig } from './route-context.ts';
import type { Attachment } from './route-parents.ts';

type L4Route = ConfigObject<'TCPRoute' | 'TLSRoute', TLSRouteSpec>;
type Rules<R> = { readonly atGateways: readonly R[]; readonly inMesh: readonly R[] };

/** Where connections go that no backend of a weight takes: a cluster that never exists (conversion.go:convertTCPRoute). */
const NOWHERE: RouteDestination = {
  destination: { host: 'internal.cluster.local', subset: 'zero-weight', port: { number: 65535 } },
};

/** The rules of a TCPRoute; null: the whole route is left out. */
export function convertTcpRules(
  context: RouteContext,
  route: ConfigObject<'TCPRoute', TCPRouteSpec>,
): TCPRoute[] | null {
  return convertL4Rules(context, route, (destinations) => ({ route: destinations ?? [NOWHERE] }));
}

/** The rules of a TLSRoute, each for all its hostnames; null: the whole route is left out. A rule that leads nowhere matches nothing. */
export function convertTlsRules(
  context: RouteContext,
  route: ConfigObject<'TLSRoute', TLSRouteSpec>,
): TLSRoute[] | null {
  const { hostnames } = route.spec;
  const sniHosts = hostnames?.length ? hostnames : ['*'];
  return convertL4Rules(context, route, (destinations) =>
    destinations ? { match: [{ sniHosts }], route: destinations } : { match: [], route: [NOWHERE] },
  );
}

function convertL4Rules<R extends object>(
  context: RouteContext,
  { spec, source }: L4Route,
  convert: (destinations: RouteDestination[] | null) => R,
): (R & { source: typeof source })[] | null {
  const converted: (R & { source: typeof source })[] = [];
  for (const [index, { backendRefs = [] }] of (spec.rules ?? []).entries()) {
    const rule = sourceInside(source, 'spec', 'rules', index);
    const backends = weightSum(backendRefs) === 0 ? [] : convertBackends(context, backendRefs, rule);
    if (!backends) return null;
    const destinations = backends.map(({ destination, weight, source }) => ({ destination, weight, source }));
    converted.push({ ...convert(destinations.length > 0 ? destinations : null), source: rule });
  }
  return converted;
}

/** One VirtualService per attachment and host of a TCPRoute (route_collections.go:TCPRouteCollection). */
export function bindTcpRoutes(
  route: L4Route,
  attachments: readonly Attachment[],
  { atGateways, inMesh }: Rules<TCPRoute>,
): VirtualServiceConfig[] {
  const bound = attachments.flatMap((attachment) => {
    if (attachment.kind === 'Gateway')
      return [{ hosts: ['*'], gateways: [attachment.internalName], tcp: [...atGateways] }];
    const { hosts, port } = attachment;
    const tcp = port === undefined ? [...inMesh] : inMesh.map((rule) => ({ ...rule, match: [{ port }] }));
    return hosts.map((host) => ({ hosts: [host], gateways: ['mesh'], tcp }));
  });
  return bound.map((spec, index) => virtualServiceOf(route, `tcp~${index}`, spec));
}

/** One VirtualService per attachment and host of a TLSRoute (route_collections.go:TLSRouteCollection). */
export function bindTlsRoutes(
  route: L4Route,
  attachments: readonly Attachment[],
  { atGateways, inMesh }: Rules<TLSRoute>,
): VirtualServiceConfig[] {
  const bound = attachments.flatMap((attachment) => {
    if (attachment.kind === 'mesh') {
      const { hosts, port } = attachment;
      return hosts.map((host) => ({
        hosts: [host],
        gateways: ['mesh'],
        tls: inMesh.map((rule) => inMeshFor(rule, host, hosts, port)),
      }));
    }
    const { hostname, internalName } = attachment;
    const hostnames = route.spec.hostnames?.length ? route.spec.hostnames : ['*'];
    const hosts = hostname === '' ? hostnames : intersectHosts(hostnames, [hostname]);
    const tls = hostname === '' ? [...atGateways] : atGateways.flatMap((rule) => withinListener(rule, hostname));
    return hosts.map((host) => ({ hosts: [host], gateways: [internalName], tls }));
  });
  return bound.map((spec, index) => virtualServiceOf(route, `tls~${index}`, spec));
}

/** In the mesh SNI names that are not written are the service's; of several those that have to do with the host count. */
function inMeshFor(
  { match, ...rule }: TLSRoute,
  host: string,
  hosts: readonly string[],
  port: number | undefined,
): TLSRoute {
  return {
    ...rule,
    match: match.map(({ sniHosts, ...one }) => {
      const written = sniHosts.length === 1 && sniHosts[0] === '*' ? [...hosts] : sniHosts;
      const compatible = written.length > 1 ? written.filter((sni) => matchesHost(host, sni)) : written;
      return { ...one, sniHosts: compatible, ...(port !== undefined && { port }) };
    }),
  };
}

/** What of a rule's SNI names the listener's hostname covers. */
function withinListener({ match, ...rule }: TLSRoute, hostname: string): TLSRoute[] {
  const within = match.map(({ sniHosts, ...one }) => ({ ...one, sniHosts: intersectHosts(sniHosts, [hostname]) }));
  const remains = match.length === 0 || within.some(({ sniHosts }) => sniHosts.length > 0);
  return remains ? [{ ...rule, match: within }] : [];
}

function virtualServiceOf(route: L4Route, suffix: string, spec: VirtualService): VirtualServiceConfig {
  const name = `${route.metadata.name}~${suffix}~istio-autogenerated-k8s-gateway`;
  return {
    kind: 'VirtualService',
    apiVersion: 'networking.istio.io/v1',
    metadata: { ...route.metadata, name, annotations: routeAnnotations(route) },
    spec,
    source: route.source,
  };
}
