import type { Route } from '../envoy/config.ts';

/**
 * Whether a route takes every request as far as Istio can tell: by its words alone, so `regex: /.*` or `prefix: ""` do not count
 * (istio-semantics R3.3; pilot/pkg/networking/core/route/route.go:IsCatchAllRoute).
 */
export function isCatchAllRoute({ match }: Route): boolean {
  const everyPath = match.prefix === '/' || match.pathSeparatedPrefix === '/' || match.safeRegex?.regex === '.*';
  return everyPath && !match.headers?.length && !match.queryParameters?.length && !match.dynamicMetadata?.length;
}

/** Catch-alls behind all others, each kind in its own order (istio-semantics R2.18). */
export function catchAllsLast(routes: readonly Route[]): Route[] {
  return [...routes.filter((route) => !isCatchAllRoute(route)), ...routes.filter(isCatchAllRoute)];
}
