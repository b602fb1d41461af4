import type { CorsPolicy, Route } from './config.ts';
import { firstLine, type HeaderMap } from './header-map.ts';
import { compileStringMatcher } from './string-match.ts';

/** What the CORS filter makes of a request: a preflight that it answers itself, headers that it adds to any answer, or nothing. */
export type CorsDecision =
  | { readonly type: 'none' }
  | { readonly type: 'preflight'; readonly headers: HeaderMap }
  | { readonly type: 'actual'; readonly headers: HeaderMap };

/**
 * Envoy's CORS filter (filters/http/cors/cors_filter.cc; istio-semantics R5.34 to R5.39). It acts on routes that forward, and only for a
 * request with an Origin; it never blocks.
 */
export function decideCors(route: Route, headers: HeaderMap): CorsDecision {
  const policy = route.route && route.typedPerFilterConfig?.['envoy.filters.http.cors'];
  const origin = joinedLine(headers, 'origin') ?? '';
  if (!policy || origin === '') return { type: 'none' };
  const isAllowed = allowsOrigin(policy, origin);
  const requestedMethod = joinedLine(headers, 'access-control-request-method') ?? '';
  if (firstLine(headers, ':method') === 'OPTIONS' && requestedMethod !== '') {
    const forwards = policy.forwardNotMatchingPreflights ?? true;
    if (!isAllowed && forwards) return { type: 'none' };
    return { type: 'preflight', headers: preflightHeaders(policy, headers, isAllowed ? origin : null) };
  }
  return isAllowed ? { type: 'actual', headers: originHeaders(policy, origin) } : { type: 'none' };
}

/** A matcher that accepts the text `*` accepts every origin. */
function allowsOrigin(policy: CorsPolicy, origin: string): boolean {
  return (policy.allowOriginStringMatch ?? []).some((matcher) => {
    const { matches } = compileStringMatcher(matcher);
    return matches('*') || matches(origin);
  });
}

function originHeaders(policy: CorsPolicy, origin: string): HeaderMap {
  return withoutNull([
    ['access-control-allow-origin', origin],
    ['access-control-allow-credentials', policy.allowCredentials ? 'true' : null],
    ['access-control-expose-headers', policy.exposeHeaders || null],
  ]);
}

/** `origin` is null where it is not allowed: then all but the origin and the exposed headers is told. */
function preflightHeaders(policy: CorsPolicy, request: HeaderMap, origin: string | null): HeaderMap {
  // `*` echoes what is asked for, be it nothing.
  const listOf = (list: string | undefined, requested: string) =>
    list === '*' ? (joinedLine(request, requested) ?? '') : list || null;
  return withoutNull([
    ['access-control-allow-origin', origin],
    ['access-control-allow-credentials', policy.allowCredentials ? 'true' : null],
    ['access-control-allow-methods', listOf(policy.allowMethods, 'access-control-request-method')],
    ['access-control-allow-headers', listOf(policy.allowHeaders, 'access-control-request-headers')],
    ['access-control-max-age', policy.maxAge || null],
    ['access-control-expose-headers', origin === null ? null : policy.exposeHeaders || null],
  ]);
}

function withoutNull(entries: readonly (readonly [string, string | null])[]): HeaderMap {
  return new Map(entries.flatMap(([name, value]) => (value === null ? [] : [[name, [value]] as const])));
}

/** The headers of CORS are inline headers of Envoy: repeated lines are joined as they are read (header_map_impl.cc, insertByKey). */
function joinedLine(headers: HeaderMap, name: string): string | null {
  return headers.get(name)?.join(',') ?? null;
}
