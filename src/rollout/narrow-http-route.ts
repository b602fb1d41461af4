import type { HTTPRouteMatch } from '../istio/gateway-api.ts';
import { convertHttpMatch } from '../istio/gateway-api-match.ts';
import type { HTTPMatchRequest, StringMatch } from '../istio/virtual-service.ts';
import { equalValues } from '../yaml/equal-values.ts';
import { narrowMatches } from './narrow-match.ts';
import type { RouteMatch } from './rollout-plan.ts';
import { valueMatches } from './value-matches.ts';

type Path = NonNullable<HTTPRouteMatch['path']>;

/**
 * The matches of a rule of an HTTPRoute joined with conditions, as `narrowMatches` does for a VirtualService; or the sentence why an HTTPRoute cannot
 * say that. A prefix of a path counts whole segments there (istio-semantics R11.4).
 */
export function narrowHttpRoute(
  matches: readonly HTTPRouteMatch[],
  conditions: readonly RouteMatch[],
): readonly HTTPRouteMatch[] | string {
  const entries = (matches.length > 0 ? matches : [{}]).map((match) =>
    Object.assign({ match }, convertHttpMatch(match)),
  );
  const narrowed = narrowMatches(entries, conditions, beginsBySegments);
  if (typeof narrowed === 'string') return narrowed;
  const written = narrowed.map(({ match, ...request }) => matchOf(request, match));
  return written.every((match) => typeof match !== 'string')
    ? written
    : 'An HTTPRoute compares a method as a whole; a part of one, or a regex, cannot be asked for.';
}

/** The match with what the request adds to it, or the part that the API has no words for. */
function matchOf({ uri, method, headers }: HTTPMatchRequest, match: HTTPRouteMatch): HTTPRouteMatch | 'method' {
  if (method && method.exact === undefined) return 'method';
  const path = uri && !equalValues(convertHttpMatch(match).uri, uri) ? pathOf(uri) : match.path;
  return {
    ...match,
    ...(path ? { path } : {}),
    ...(method?.exact === undefined ? {} : { method: method.exact }),
    ...(headers ? { headers: [...valueMatches(headers, match.headers)] } : {}),
  };
}

function pathOf({ exact, prefix, regex }: StringMatch): Path {
  if (exact !== undefined) return { type: 'Exact', value: exact };
  return prefix === undefined
    ? { type: 'RegularExpression', value: regex ?? '.*' }
    : { type: 'PathPrefix', value: prefix };
}

/** A prefix takes whole segments of a path (istio-semantics R11.4). */
export function beginsBySegments(path: string, prefix: string): boolean {
  const segments = prefix.replace(/\/$/, '');
  return path === segments || path.startsWith(`${segments}/`);
}
