import type { Route, RouteAction, WeightedCluster } from './config.ts';
import type { FormatContext } from './format-string.ts';
import { upstreamGrpcTimeout } from './grpc.ts';
import { applyHeaderOperations } from './header-operations.ts';
import { firstLine, joinedHeaders, type HeaderMap } from './header-map.ts';
import type { PathCondition } from './path-match.ts';
import { rewrittenTarget } from './rewrite.ts';
import type { UpstreamRequest } from './trace.ts';

/**
 * The request headers as they go upstream (Envoy: config_impl.cc, finalizeRequestHeaders; envoy-semantics 1.7, 1.8): gRPC timeout, operations of
 * the drawn cluster, those of the route, then Host, then path.
 */
export function finalizeRequest(
  headers: HeaderMap,
  route: Route & { readonly route: RouteAction },
  path: PathCondition,
  weighted: WeightedCluster | null,
  values: FormatContext['values'],
): HeaderMap {
  const contextOf = (request: HeaderMap): FormatContext => ({ request, response: new Map(), values });
  let result = withGrpcTimeout(headers, route.route);
  for (const part of weighted ? [weighted, route] : [route]) {
    const { requestHeadersToAdd: add, requestHeadersToRemove: remove } = part;
    result = applyHeaderOperations(result, { add, remove }, contextOf);
    const host = part === route ? route.route.hostRewriteLiteral : weighted?.hostRewriteLiteral;
    if (host) result = withHost(result, host, part === route);
  }
  const target = rewrittenTarget(result, path, route.route);
  if (target === null) return result;
  return new Map([...result, ['x-envoy-original-path', result.get(':path') ?? []], [':path', [target]]]);
}

/** What a reader sees of the upstream's request: without the headers that proxies and tracers keep for themselves (conformance/README). */
export function upstreamRequest(headers: HeaderMap): UpstreamRequest {
  return {
    method: firstLine(headers, ':method') ?? '',
    path: firstLine(headers, ':path') ?? '',
    authority: firstLine(headers, ':authority') ?? '',
    headers: joinedHeaders(headers, isHidden),
  };
}

function withGrpcTimeout(headers: HeaderMap, action: RouteAction): HeaderMap {
  const timeout = upstreamGrpcTimeout(headers, action);
  return timeout === null ? headers : new Map([...headers, ['grpc-timeout', [timeout]]]);
}

/** A route's rewrite keeps the old Host in a header, a weighted cluster's does not. */
function withHost(headers: HeaderMap, host: string, keepsOriginal: boolean): HeaderMap {
  const result = new Map(headers);
  if (keepsOriginal) result.set('x-envoy-original-host', headers.get(':authority') ?? []);
  result.set(':authority', [host]);
  return result;
}

const shown = new Set(['x-envoy-original-path', 'x-envoy-original-host']);
const hiddenNames = new Set([
  'x-request-id',
  'content-length',
  'transfer-encoding',
  'connection',
  'traceparent',
  'tracestate',
  'b3',
  'x-ot-span-context',
  'x-cloud-trace-context',
  'grpc-trace-bin',
]);

function isHidden(name: string): boolean {
  return !shown.has(name) && (hiddenNames.has(name) || /^x-(?:forwarded|envoy|b3)-/.test(name));
}
