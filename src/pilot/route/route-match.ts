import type { HeaderMatcher, QueryParameterMatcher, RouteMatch } from '../../envoy/config.ts';
import { byText } from '../../istio/by-text.ts';
import type { HTTPMatchRequest, StringMatch } from '../../istio/virtual-service.ts';
import { isJwtClaim, jwtClaimMatcher } from './jwt-claims.ts';
import { isPresence, stringMatcher } from './string-matcher.ts';

/** How a `prefix` reads: as text, or as whole segments of the path (routes of the Gateway API). */
export type PrefixSemantics = 'text' | 'segments';

/**
 * The conditions of a match entry that are asked per request; those on the proxy itself are not here
 * (istio-semantics §3.2–3.4; route.go:TranslateRouteMatch). No entry means every request.
 */
export function routeMatch(match: HTTPMatchRequest | null, prefixSemantics: PrefixSemantics): RouteMatch {
  if (!match) return { prefix: '/' };
  const headers = headerMatchers(match);
  const queryParameters = sortedEntries(match.queryParams).map(([name, value]) => queryMatcher(name, value));
  const dynamicMetadata = claimMatchers(match);
  return {
    ...pathMatch(match.uri, prefixSemantics),
    caseSensitive: !match.ignoreUriCase,
    ...(headers.length > 0 && { headers }),
    ...(queryParameters.length > 0 && { queryParameters }),
    ...(dynamicMetadata.length > 0 && { dynamicMetadata }),
  };
}

function pathMatch(uri: StringMatch | undefined, prefixSemantics: PrefixSemantics): RouteMatch {
  if (uri?.exact !== undefined) return { path: uri.exact };
  if (uri?.regex !== undefined) return { safeRegex: { regex: uri.regex } };
  const prefix = uri?.prefix ?? '/';
  if (prefixSemantics === 'segments' && prefix !== '/') return { pathSeparatedPrefix: prefix.replace(/\/$/, '') };
  return { prefix };
}

function headerMatchers(match: HTTPMatchRequest): HeaderMatcher[] {
  const named = [
    ...plainEntries(match.headers).map(([name, value]) => headerMatcher(name, value)),
    ...plainEntries(match.withoutHeaders).map(([name, value]) => withoutHeaderMatcher(name, value)),
  ];
  const { method, authority, scheme } = match;
  return [
    ...named.toSorted((a, b) => byText(a.name, b.name)),
    ...(method ? [headerMatcher(':method', method)] : []),
    ...(authority ? [headerMatcher(':authority', authority)] : []),
    ...(scheme ? [headerMatcher(':scheme', scheme)] : []),
  ];
}

function headerMatcher(name: string, match: StringMatch): HeaderMatcher {
  return isPresence(match) ? { name, presentMatch: true } : { name, stringMatch: stringMatcher(match) };
}

/** A header that is not there counts as empty, but where presence itself is asked (istio-semantics R3.10). */
function withoutHeaderMatcher(name: string, match: StringMatch): HeaderMatcher {
  const inverted = { ...headerMatcher(name, match), invertMatch: true };
  return isPresence(match) ? inverted : { ...inverted, treatMissingHeaderAsEmpty: true };
}

function queryMatcher(name: string, match: StringMatch): QueryParameterMatcher {
  return isPresence(match) ? { name, presentMatch: true } : { name, stringMatch: stringMatcher(match) };
}

function claimMatchers({ headers, withoutHeaders }: HTTPMatchRequest): Record<string, unknown>[] {
  const wanted = sortedEntries(headers).map(([name, value]) => jwtClaimMatcher(name, value, 'match'));
  const unwanted = sortedEntries(withoutHeaders).map(([name, value]) => jwtClaimMatcher(name, value, 'no-match'));
  return [...wanted, ...unwanted].filter((matcher) => matcher !== null);
}

type Entries = [name: string, match: StringMatch][];

/** Entries that mean a header, not a claim. */
function plainEntries(matches: Record<string, StringMatch> | undefined): Entries {
  return sortedEntries(matches).filter(([name]) => !isJwtClaim(name));
}

/** Maps have no order in Istio. */
function sortedEntries(matches: Record<string, StringMatch> | undefined): Entries {
  return Object.entries(matches ?? {}).toSorted(([a], [b]) => byText(a, b));
}
