import { decodeBase64Text } from './base64.ts';
import type { CompiledRoute } from './compiled-route.ts';
import type { Route, RouteAction, WeightedCluster } from './config.ts';
import { decideCors, type CorsDecision } from './cors.ts';
import { clusterChoices, type ClusterChoice } from './destination-shares.ts';
import { certainFault, faultSummary, type CertainFault } from './fault.ts';
import type { FormatContext } from './format-string.ts';
import { finalizeRequest, upstreamRequest } from './forward-request.ts';
import { applyHeaderOperations } from './header-operations.ts';
import type { HeaderMap } from './header-map.ts';
import { localReplyOutcome, visibleResponseHeaders, type LocalReply } from './local-reply.ts';
import { redirectLocation, redirectStatus } from './redirect.ts';
import { requestMirrors } from './request-mirrors.ts';
import type { DestinationShare, Draw, Outcome, Trace } from './trace.ts';
import type { UpstreamClusters } from './upstream-cluster.ts';

/** A request with its route, on its way through the filters. */
export type RoutedRequest = {
  readonly headers: HeaderMap;
  readonly compiled: CompiledRoute;
  readonly clusters: UpstreamClusters;
  /** An upgrade that the connection manager let pass. */
  readonly upgrade: string | null;
  /** What format strings can read beside the headers. */
  readonly values: FormatContext['values'];
};

/** The part of a trace that follows from the route. */
export type RouteAnswer = Pick<Trace, 'destinations' | 'mirrors' | 'fault' | 'draws'>;

/** What the filters and the router do, in Envoy's order: fault, CORS, then redirect, direct response or the upstream (envoy-semantics 1.1). */
export function answerWithRoute(routed: RoutedRequest): RouteAnswer {
  const { route } = routed.compiled;
  const fault = faultSummary(route);
  const certain = certainFault(fault);
  const local = (outcomes: readonly Draw[]): RouteAnswer => ({ destinations: [], mirrors: [], fault, draws: outcomes });
  if (certain.abort) return local(abortDraws(routed, certain.abort));
  const cors = decideCors(route, routed.headers);
  if (cors.type === 'preflight') return local([{ percent: 100, outcome: preflightOutcome(cors.headers, certain) }]);
  if (!isForwarding(route)) return local([{ percent: 100, outcome: directOutcome(routed, certain) }]);
  const destinations = clusterChoices(route.route).map((choice) => destination(routed, route, choice, certain, cors));
  const isForwarded = destinations.some(({ outcome }) => outcome.upstream !== null);
  return {
    destinations,
    mirrors: isForwarded ? requestMirrors(route.route, routed.clusters) : [],
    fault,
    draws: destinations.map(({ percent, outcome }) => ({ percent, outcome })),
  };
}

type ForwardingRoute = Route & { readonly route: RouteAction };

function isForwarding(route: Route): route is ForwardingRoute {
  return route.route !== undefined && !route.redirect && !route.directResponse;
}

/** An abort gets the response headers of its route, those of the drawn cluster too (istio-semantics R5.46). */
function abortDraws(routed: RoutedRequest, reply: LocalReply): Draw[] {
  const { route } = routed.compiled;
  const choices = route.route ? clusterChoices(route.route) : [];
  const drawn = choices.length > 0 ? choices : [{ percent: 100, weighted: null }];
  return drawn.map(({ percent, weighted }) => ({ percent, outcome: routeReply(routed, reply, weighted) }));
}

function preflightOutcome(headers: HeaderMap, { flags }: CertainFault): Outcome {
  return {
    status: 200,
    flags,
    details: 'cors_response',
    connection: 'ok',
    upstream: null,
    responseHeaders: visibleResponseHeaders(headers),
    body: null,
  };
}

/** A redirect or a direct response. 201 and 3xx carry a Location, that of a direct response being the request's own URL (R5.2). */
function directOutcome(routed: RoutedRequest, { flags }: CertainFault): Outcome {
  const { route, path } = routed.compiled;
  const status = route.redirect ? redirectStatus(route.redirect) : (route.directResponse?.status ?? 200);
  const hasLocation = status === 201 || (status >= 300 && status < 400);
  const location = hasLocation ? redirectLocation(routed.headers, route.redirect ?? {}, path) : null;
  const reply = { status, body: directBody(route), flags, details: 'direct_response' };
  return routeReply(routed, reply, null, location === null ? new Map() : new Map([['location', [location]]]));
}

function directBody({ directResponse }: Route): string {
  const { inlineBytes, inlineString = '' } = directResponse?.body ?? {};
  return inlineBytes === undefined ? inlineString : decodeBase64Text(inlineBytes);
}

function destination(
  routed: RoutedRequest,
  route: ForwardingRoute,
  choice: ClusterChoice,
  certain: CertainFault,
  cors: CorsDecision,
): DestinationShare {
  return {
    cluster: choice.cluster,
    percent: choice.percent,
    outcome: withCors(forwardOutcome(routed, route, choice, certain), cors),
    source: choice.weighted?.source ?? route.source ?? null,
  };
}

/** What comes of sending the request to one cluster, with an upstream that answers 200. */
function forwardOutcome(
  routed: RoutedRequest,
  route: ForwardingRoute,
  { cluster: name, weighted }: ClusterChoice,
  certain: CertainFault,
): Outcome {
  const cluster = routed.clusters.find(name);
  const values = { ...routed.values, UPSTREAM_CLUSTER: name, UPSTREAM_CLUSTER_RAW: name };
  if (!cluster) return routeReply({ ...routed, values }, missingCluster(route.route, certain), weighted);
  // From here on the request reads as it goes upstream, in format strings of the answer as well (router.cc, decodeHeaders).
  const headers = finalizeRequest(routed.headers, route, routed.compiled.path, weighted, values);
  if (!routed.clusters.hasHost(cluster)) return routeReply({ ...routed, headers, values }, noHost(certain), weighted);
  const response = finalizeResponse({ ...routed, headers, values }, weighted, new Map(), 200);
  return {
    status: 200,
    flags: certain.flags,
    details: routed.upgrade === null ? 'via_upstream' : `${routed.upgrade}_handshake_unsuccessful`,
    connection: 'ok',
    upstream: upstreamRequest(headers),
    responseHeaders: visibleResponseHeaders(response),
    body: null,
  };
}

const notFoundCodes = { SERVICE_UNAVAILABLE: 503, NOT_FOUND: 404, INTERNAL_SERVER_ERROR: 500 };

function missingCluster(action: RouteAction, { flags }: CertainFault): LocalReply {
  const status = notFoundCodes[action.clusterNotFoundResponseCode ?? 'SERVICE_UNAVAILABLE'];
  return { status, body: '', flags: [...flags, 'NC'], details: 'cluster_not_found' };
}

function noHost({ flags }: CertainFault): LocalReply {
  return { status: 503, body: 'no healthy upstream', flags: [...flags, 'UH'], details: 'no_healthy_upstream' };
}

/** A local reply of a route: the route's response operations apply to it as to any answer. */
function routeReply(
  routed: RoutedRequest,
  reply: LocalReply,
  weighted: WeightedCluster | null,
  headers: HeaderMap = new Map(),
): Outcome {
  return localReplyOutcome(reply, routed.headers, finalizeResponse(routed, weighted, headers, reply.status));
}

/** The drawn cluster's operations come first, the route's second (envoy-semantics 1.7). */
function finalizeResponse(
  { headers: request, compiled, values }: RoutedRequest,
  weighted: WeightedCluster | null,
  headers: HeaderMap,
  status: number,
): HeaderMap {
  const contextOf = (response: HeaderMap): FormatContext => ({
    request,
    response,
    values: { ...values, RESPONSE_CODE: `${status}` },
  });
  const parts = weighted ? [weighted, compiled.route] : [compiled.route];
  return parts.reduce<HeaderMap>(
    (result, { responseHeadersToAdd: add, responseHeadersToRemove: remove }) =>
      applyHeaderOperations(result, { add, remove }, contextOf),
    headers,
  );
}

/** The CORS filter stands behind the router on the way back: it overwrites. */
function withCors(outcome: Outcome, cors: CorsDecision): Outcome {
  if (cors.type !== 'actual') return outcome;
  return { ...outcome, responseHeaders: { ...outcome.responseHeaders, ...visibleResponseHeaders(cors.headers) } };
}
