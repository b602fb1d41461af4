import type { StringMatch } from '../../istio/virtual-service.ts';
import { asksForPresence, stringMatcher } from './string-match.ts';

const prefix = '@request.auth.claims';

/**
 * A condition on a claim of the validated token, null for a name that is an ordinary header's (istio-semantics R3.14; route.go:translateMetadataMatch).
 * A claim that is a list holds if any of its elements does.
 */
export function claimMatcher(name: string, match: StringMatch, sense: 'is' | 'is not'): unknown {
  const claim = claimPath(name);
  if (!claim) return null;
  const text = asksForPresence(match) ? { safeRegex: { regex: '.+' } } : stringMatcher(match);
  const value = { stringMatch: text };
  return {
    filter: 'envoy.filters.http.jwt_authn',
    path: ['payload', ...claim].map((key) => ({ key })),
    value: { orMatch: { valueMatchers: [value, { listMatch: { oneOf: value } }] } },
    ...(sense === 'is not' ? { invert: true } : {}),
  };
}

/** `@request.auth.claims.a.b` and `@request.auth.claims[a][b]`; the prefix in any case, the claims as written (pkg/jwt.ToRoutingClaim). */
function claimPath(name: string): string[] | null {
  if (!name.toLowerCase().startsWith(prefix)) return null;
  const rest = name.slice(prefix.length);
  if (rest.startsWith('.')) return rest.slice(1).split('.');
  if (rest.startsWith('[') && rest.endsWith(']')) return rest.slice(1, -1).split('][');
  return null;
}
