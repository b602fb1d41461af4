import type { HTTPMatchRequest } from '../istio/virtual-service.ts';
import type { GatewayMatch, MatchForm } from './match-form.ts';

/** A match of the Gateway API in the words of a VirtualService, with what else decides which of several is asked first. */
export type RankedMatch = { readonly request: HTTPMatchRequest; readonly queryParams: number; readonly order: number };

/** A match with its rank among others; `order`: the place of its rule in the text. */
export function ranked({ requestOf }: MatchForm, match: GatewayMatch, order: number): RankedMatch {
  const queryParams = 'queryParams' in match ? (match.queryParams?.length ?? 0) : 0;
  return { request: requestOf(match), queryParams, order };
}

/**
 * Which of two matches is asked first, negative where it is `a`: exact before prefix before regex, longer paths, with a method, more headers, more query
 * parameters, and only then the order of the text (istio-semantics R11.2; conversion.go:sortHTTPRoutes).
 */
export function comparePrecedence(a: RankedMatch, b: RankedMatch): number {
  return (
    rank(b) - rank(a) ||
    pathLength(b) - pathLength(a) ||
    Number(b.request.method !== undefined) - Number(a.request.method !== undefined) ||
    headers(b) - headers(a) ||
    b.queryParams - a.queryParams ||
    a.order - b.order
  );
}

/** A match without a path comes after all that have one; one without anything is asked last of all. */
function rank({ request: { uri, headers, method } }: RankedMatch): number {
  if (uri?.exact !== undefined) return 3;
  if (uri?.prefix !== undefined) return 2;
  if (uri?.regex !== undefined) return 1;
  return headers || method ? -1 : -2;
}

function pathLength({ request: { uri } }: RankedMatch): number {
  const path = uri?.exact ?? uri?.prefix ?? uri?.regex ?? '';
  // Istio takes the slash off the end of a prefix, but for gRPC's, which all have one.
  return uri?.prefix === undefined || path === '/' ? path.length : path.replace(/\/$/, '').length;
}

function headers({ request }: RankedMatch): number {
  return Object.keys(request.headers ?? {}).length;
}
