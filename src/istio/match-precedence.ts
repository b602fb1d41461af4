import type { HTTPMatchRequest, HTTPRoute } from './virtual-service.ts';

/** Routes, each with one match, in the order in which the Gateway API has them asked: what stands first in the text only where nothing else decides. */
export function sortHttpRoutes(routes: readonly HTTPRoute[]): HTTPRoute[] {
  return routes.toSorted((a, b) => compareMatches(a.match?.[0], b.match?.[0]));
}

/**
 * Which of two matches the Gateway API has asked first, negative where it is `a`: exact before prefix before regex, longer paths, with a method, more
 * headers, more query parameters; what has no match at all comes at the end (istio-semantics R11.2; conversion.go:sortHTTPRoutes).
 */
export function compareMatches(a: HTTPMatchRequest | undefined, b: HTTPMatchRequest | undefined): number {
  if (!a || !b) return Number(!a) - Number(!b);
  return (
    rank(b) - rank(a) ||
    pathLength(b) - pathLength(a) ||
    Number(b.method !== undefined) - Number(a.method !== undefined) ||
    count(b.headers) - count(a.headers) ||
    count(b.queryParams) - count(a.queryParams)
  );
}

function rank({ uri }: HTTPMatchRequest): number {
  if (uri?.exact !== undefined) return 3;
  if (uri?.prefix !== undefined) return 2;
  return uri?.regex === undefined ? -1 : 1;
}

function pathLength({ uri }: HTTPMatchRequest): number {
  return (uri?.exact ?? uri?.prefix ?? uri?.regex ?? '').length;
}

function count(matches: Readonly<Record<string, unknown>> = {}): number {
  return Object.keys(matches).length;
}
