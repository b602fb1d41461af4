import { convertGrpcMatch, type GRPCRouteMatch } from '../istio/gateway-api-match.ts';
import type { HTTPMatchRequest, StringMatch } from '../istio/virtual-service.ts';
import { equalValues } from '../yaml/equal-values.ts';
import { isAnyPath, narrowMatches } from './narrow-match.ts';
import type { RouteMatch } from './rollout-plan.ts';
import { valueMatches } from './value-matches.ts';

type Method = NonNullable<GRPCRouteMatch['method']>;

/**
 * The matches of a rule of a GRPCRoute joined with conditions; or the sentence why a GRPCRoute cannot say that. A path there is `/service/method`
 * (istio-semantics R11.10); the method of HTTP is not looked at.
 */
export function narrowGrpcRoute(
  matches: readonly GRPCRouteMatch[],
  conditions: readonly RouteMatch[],
): readonly GRPCRouteMatch[] | string {
  if (conditions.some(({ method }) => method)) return 'A GRPCRoute does not look at the method of HTTP; leave it out.';
  const entries = (matches.length > 0 ? matches : [{}]).map((match) =>
    Object.assign({ match }, grpcRouteRequest(match)),
  );
  const narrowed = narrowMatches(entries, conditions);
  if (typeof narrowed === 'string') return narrowed;
  const written = narrowed.map(({ match, ...request }) => matchOf(request, match));
  return written.every((match) => match !== 'path')
    ? written
    : 'A GRPCRoute goes by a whole service, /service/ as a prefix, or a method of one, /service/method; no other path can be asked for.';
}

/** A match of a GRPCRoute in the words of a VirtualService; one that leaves its whole route out takes nothing, and nothing is asked of it. */
export function grpcRouteRequest(match: GRPCRouteMatch): HTTPMatchRequest {
  return convertGrpcMatch(match) ?? {};
}

function matchOf({ uri, headers }: HTTPMatchRequest, match: GRPCRouteMatch): GRPCRouteMatch | 'path' {
  const isWritten = !uri || isAnyPath(uri) || equalValues(grpcRouteRequest(match).uri, uri);
  const method = isWritten ? match.method : methodOf(uri);
  if (method === null) return 'path';
  return {
    ...match,
    ...(method ? { method } : {}),
    ...(headers ? { headers: [...valueMatches(headers, match.headers)] } : {}),
  };
}

function methodOf({ exact, prefix }: StringMatch): Method | null {
  const [, service, method] = /^\/([^/]+)\/([^/]*)$/.exec(exact ?? prefix ?? '') ?? [];
  if (service === undefined || method === undefined || (exact === undefined) !== (method === '')) return null;
  return method === '' ? { service } : { service, method };
}
