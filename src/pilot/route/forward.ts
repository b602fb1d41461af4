import type { HashPolicy, Route, RouteAction, RouteMatch, WeightedCluster } from '../../envoy/config.ts';
import { sourceInside, type Source } from '../../istio/source.ts';
import type { Destination, HTTPRoute, HTTPRouteDestination } from '../../istio/virtual-service.ts';
import type { MeshSettings } from '../mesh-defaults.ts';
import { protobufDuration } from '../duration.ts';
import { destinationCluster, type ServiceRegistry } from './destination-cluster.ts';
import { authorityOf, headerOperations, joinOperations } from './header-operations.ts';
import { requestMirrors } from './mirrors.ts';
import { retryPolicy } from './retry-policy.ts';
import { pathRewrite } from './rewrite.ts';
import type { PrefixSemantics } from './route-match.ts';

/** What forwarding rests on besides the rule itself. */
export type ForwardContext = {
  readonly mesh: MeshSettings;
  readonly prefixSemantics: PrefixSemantics;
  readonly serviceRegistry: ServiceRegistry;
  readonly listenPort: number;
  /** The consistent hash that the destination's DestinationRule asks for. */
  readonly hashPolicyOf: (destination: Destination) => HashPolicy | null;
};

/** The action and the header operations of a rule that forwards (istio-semantics R4.9, R5.9–R5.21, R5.41; route.go:applyHTTPRouteDestination). */
export function forward(
  rule: HTTPRoute,
  source: Source,
  match: RouteMatch,
  context: ForwardContext,
): Pick<Route, 'route'> {
  const { mesh, prefixSemantics, serviceRegistry, listenPort } = context;
  const destinations = usedDestinations(rule, source);
  const [only] = destinations.length === 1 && rule.route?.length === 1 ? destinations : [];
  const hashPolicy = destinations.flatMap(({ destination }) => context.hashPolicyOf(destination) ?? []);
  const mirrors = requestMirrors(rule, source, serviceRegistry, listenPort);
  const retries = retryPolicy(
    rule.retries ?? mesh.defaultHttpRetryPolicy,
    only && hashPolicy.length > 0 ? 'any-host' : 'other-hosts',
  );
  const authority = rule.rewrite?.authority || authorityOf(rule.headers) || authorityOf(only?.headers);
  const timeout = protobufDuration(rule.timeout ?? '') ?? '0s';
  const action: RouteAction = {
    ...(only
      ? { cluster: destinationCluster(only.destination, serviceRegistry, listenPort) }
      : { weightedClusters: { clusters: destinations.map((one) => weightedCluster(one, context)) } }),
    ...(prefixSemantics === 'segments' && { clusterNotFoundResponseCode: 'INTERNAL_SERVER_ERROR' as const }),
    ...(rule.rewrite && pathRewrite(rule.rewrite, match, prefixSemantics)),
    ...(authority && { hostRewriteLiteral: authority }),
    timeout,
    ...(retries && { retryPolicy: retries }),
    ...(mirrors.length > 0 && { requestMirrorPolicies: mirrors }),
    ...(hashPolicy.length > 0 && { hashPolicy }),
    maxGrpcTimeout: timeout,
  };
  return { route: action, ...joinOperations(headerOperations(rule.headers), headerOperations(only?.headers)) };
}

type PlacedDestination = HTTPRouteDestination & { source: Source };

/** One destination takes all whatever its weight; among several those without weight are left out (istio-semantics R4.9). */
function usedDestinations({ route = [] }: HTTPRoute, source: Source): PlacedDestination[] {
  return route
    .map((one, index) => ({ ...one, source: one.source ?? sourceInside(source, 'route', index) }))
    .filter(({ weight }) => route.length === 1 || weight);
}

function weightedCluster(
  { destination, weight = 0, headers, source }: PlacedDestination,
  { serviceRegistry, listenPort }: ForwardContext,
): WeightedCluster {
  const authority = authorityOf(headers);
  return {
    name: destinationCluster(destination, serviceRegistry, listenPort),
    weight,
    ...headerOperations(headers),
    ...(authority && { hostRewriteLiteral: authority }),
    source,
  };
}
