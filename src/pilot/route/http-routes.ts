import type { HashPolicy, Route, RouteAction, WeightedCluster } from '../../envoy/config.ts';
import { parseDuration, protobufDuration } from '../../istio/duration.ts';
import { sourceInside, type Source } from '../../istio/source.ts';
import type { HTTPMatchRequest, HTTPRetry, HTTPRoute, HTTPRouteDestination } from '../../istio/virtual-service.ts';
import { isCatchAllRoute } from '../catch-all-route.ts';
import { usesGatewaySemantics } from '../gateway-api/gateway-semantics.ts';
import type { Omission } from '../generate.ts';
import type { VirtualServiceObject } from '../virtual-services.ts';
import { corsFilter } from './cors.ts';
import { destinationCluster, type ServiceLookup } from './destination-cluster.ts';
import { directResponse } from './direct-response.ts';
import { faultFilter } from './fault.ts';
import { headerOperations, joinOperations, operationFields, type EnvoyHeaderOperations } from './header-operations.ts';
import { mirrorPolicies } from './mirrors.ts';
import { redirectAction } from './redirect.ts';
import { retryPolicy } from './retry-policy.ts';
import { pathRewrite } from './rewrite.ts';
import { routeMatch } from './route-match.ts';
import { staticMismatch, type RouteTarget } from './static-match.ts';

/** What the rules of a VirtualService are translated for. */
export type RouteContext = RouteTarget & {
  readonly lookup: ServiceLookup;
  /** How a destination's DestinationRule chooses hosts by a hash; null where it does not. */
  readonly hashPolicyOf: (destination: HTTPRouteDestination['destination']) => HashPolicy | null;
  /** Whether the listener or server speaks TLS, which redirects look at (istio-semantics R5.6). */
  readonly isTls: boolean;
  readonly defaultRetryPolicy: HTTPRetry | undefined;
};

/**
 * The routes of a VirtualService's `http` rules for one proxy and port: one per match entry, in order, up to the first that takes everything
 * (istio-semantics R3.1–R3.5; route.go:BuildHTTPRoutesForVirtualService).
 */
export function translateHttpRoutes(
  virtualService: VirtualServiceObject,
  context: RouteContext,
): { routes: Route[]; omissions: Omission[] } {
  const routes: Route[] = [];
  const omissions: Omission[] = [];
  let culprit: Source | null = null;
  for (const [index, rule] of (virtualService.spec.http ?? []).entries()) {
    const source = rule.source ?? sourceInside(virtualService.source, 'spec', 'http', index);
    const matches: readonly (HTTPMatchRequest | null)[] = rule.match?.length ? rule.match : [null];
    for (const [at, match] of matches.entries()) {
      const place = match ? (match.source ?? sourceInside(source, 'match', at)) : source;
      const mismatch = match && staticMismatch(match, context);
      if (mismatch) omissions.push({ source: place, ...mismatch, culprit: null });
      else if (culprit) omissions.push({ source: place, reason: 'after-catch-all', message: afterCatchAll, culprit });
      else {
        const route = translateRule(virtualService, rule, match, source, place, context);
        routes.push(route);
        if (isCatchAllRoute(route)) culprit = place;
      }
    }
  }
  return { routes, omissions };
}

const afterCatchAll = 'A rule before it takes every request, so Istio leaves it out.';

function translateRule(
  { metadata }: VirtualServiceObject,
  rule: HTTPRoute,
  match: HTTPMatchRequest | null,
  source: Source,
  place: Source,
  context: RouteContext,
): Route {
  const semantics = usesGatewaySemantics(metadata) ? 'gateway' : 'istio';
  const routeMatched = routeMatch(match, semantics === 'gateway' ? 'segments' : 'text');
  const operations = headerOperations(rule.headers);
  const filters = {
    ...(rule.fault ? { 'envoy.filters.http.fault': faultFilter(rule.fault) } : {}),
    ...(rule.corsPolicy ? { 'envoy.filters.http.cors': corsFilter(rule.corsPolicy) } : {}),
  };
  const head = { name: routeName(rule, match), match: routeMatched };
  const tail = { ...(Object.keys(filters).length > 0 ? { typedPerFilterConfig: filters } : {}), source: place };
  if (rule.redirect) {
    return {
      ...head,
      ...redirectAction(rule.redirect, context.listenPort, context.isTls),
      ...operationFields(operations),
      ...tail,
    };
  }
  if (rule.directResponse)
    return { ...head, ...directResponse(rule.directResponse), ...operationFields(operations), ...tail };
  const forwarded = forward(rule, source, operations, context);
  const rewritten = rule.rewrite ? pathRewrite(rule.rewrite, routeMatched) : {};
  const route: RouteAction = {
    ...forwarded.action,
    ...(semantics === 'gateway' ? { clusterNotFoundResponseCode: 'INTERNAL_SERVER_ERROR' } : {}),
    ...rewritten,
  };
  return { ...head, route, ...operationFields(forwarded.operations), ...tail };
}

/** `rule`, or `rule.entry` where the entry has a name, too. */
function routeName({ name = '' }: HTTPRoute, match: HTTPMatchRequest | null): string {
  return match?.name ? `${name}.${match.name}` : name;
}

function forward(rule: HTTPRoute, source: Source, operations: EnvoyHeaderOperations, context: RouteContext) {
  const clusterOf = (destination: HTTPRouteDestination['destination']) =>
    destinationCluster(destination, context.lookup, context.listenPort);
  const destinations = rule.route ?? [];
  const [only] = destinations;
  const hashPolicy = destinations.flatMap(({ destination }) => context.hashPolicyOf(destination) ?? []);
  const isHashed = destinations.length === 1 && hashPolicy.length > 0;
  const joined =
    destinations.length === 1 && only ? joinOperations(operations, headerOperations(only.headers)) : operations;
  const authority = rule.rewrite?.authority || joined.authority;
  const retries = retryPolicy(rule.retries ?? context.defaultRetryPolicy, isHashed ? 'hashed' : 'balanced');
  const mirrors = mirrorPolicies(rule, source, clusterOf);
  const action: RouteAction = {
    ...(destinations.length === 1 && only
      ? { cluster: clusterOf(only.destination) }
      : { weightedClusters: { clusters: weightedClusters(destinations, source, clusterOf) } }),
    ...timeouts(rule.timeout),
    ...(retries ? { retryPolicy: retries } : {}),
    ...(mirrors.length > 0 ? { requestMirrorPolicies: mirrors } : {}),
    ...(hashPolicy.length > 0 ? { hashPolicy } : {}),
    ...(authority ? { hostRewriteLiteral: authority } : {}),
  };
  return { action, operations: joined };
}

/** No timeout unless one is written (istio-semantics R5.13; route.go:setTimeout). */
export function timeouts(timeout: string | undefined): Pick<RouteAction, 'timeout' | 'maxGrpcTimeout'> {
  const written = protobufDuration((timeout === undefined ? null : parseDuration(timeout)) ?? 0);
  return { timeout: written, maxGrpcTimeout: written };
}

/** Several destinations: those of weight 0 are left out, the others share as their weights say (istio-semantics R4.9). */
function weightedClusters(
  destinations: readonly HTTPRouteDestination[],
  rule: Source,
  clusterOf: (destination: HTTPRouteDestination['destination']) => string,
): WeightedCluster[] {
  return destinations.flatMap(({ destination, weight = 0, headers, source }, index) => {
    if (weight === 0) return [];
    const operations = headerOperations(headers);
    return [
      {
        name: clusterOf(destination),
        weight,
        ...operationFields(operations),
        ...(operations.authority ? { hostRewriteLiteral: operations.authority } : {}),
        source: source ?? sourceInside(rule, 'route', index),
      },
    ];
  });
}
