import type { StringMatch } from '../../istio/virtual-service.ts';
import { isPresence, stringMatcher } from './string-matcher.ts';

const PREFIX = '@request.auth.claims';

/**
 * A condition on a claim of the request's JWT, for the header names `@request.auth.claims.a.b` and `@request.auth.claims[a][b]`; null for all other
 * names (istio-semantics R3.14; pkg/jwt/routing.go:ToRoutingClaim).
 */
export function jwtClaimMatcher(
  name: string,
  match: StringMatch,
  wanted: 'match' | 'no-match',
): Record<string, unknown> | null {
  const claims = claimsOf(name);
  if (!claims) return null;
  const stringMatch = isPresence(match) ? {} : { stringMatch: stringMatcher(match) };
  return {
    filter: 'envoy.filters.http.jwt_authn',
    path: ['payload', ...claims].map((key) => ({ key })),
    // A claim is a string, or a list in which one string has to match.
    value: { orMatch: { valueMatchers: [stringMatch, { listMatch: { oneOf: stringMatch } }] } },
    ...(wanted === 'no-match' && { invert: true }),
  };
}

/** Whether a header name means a claim. */
export function isJwtClaim(name: string): boolean {
  return claimsOf(name) !== null;
}

function claimsOf(name: string): string[] | null {
  if (!name.toLowerCase().startsWith(PREFIX)) return null;
  const rest = name.slice(PREFIX.length);
  if (rest.startsWith('.') && rest.length > 1) return rest.slice(1).split('.');
  return rest.length > 2 && rest.startsWith('[') && rest.endsWith(']') ? rest.slice(1, -1).split('][') : null;
}
