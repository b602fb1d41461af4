import type { HeaderMatcher, QueryParameterMatcher, RouteMatch } from '../../envoy/config.ts';
import type { HTTPMatchRequest, StringMatch } from '../../istio/virtual-service.ts';
import { claimMatcher } from './claim-matcher.ts';
import { asksForPresence, stringMatcher } from './string-match.ts';

/**
 * What a request must be for a match entry to hold, static conditions aside (istio-semantics 3.2–3.4; route.go:TranslateRouteMatch).
 * `prefixes: 'segments'`: a prefix counts whole path segments, as in the Gateway API.
 */
export function routeMatch(match: HTTPMatchRequest | null, prefixes: 'text' | 'segments'): RouteMatch {
  if (!match) return { prefix: '/' };
  const claims = [
    ...entries(match.headers).flatMap(([name, value]) => claimMatcher(name, value, 'is') ?? []),
    ...entries(match.withoutHeaders).flatMap(([name, value]) => claimMatcher(name, value, 'is not') ?? []),
  ];
  const headers = headerMatchers(match);
  const queryParameters = entries(match.queryParams).map(([name, value]) => queryMatcher(name, value));
  return {
    ...pathOf(match.uri, prefixes),
    caseSensitive: !match.ignoreUriCase,
    ...(headers.length > 0 ? { headers } : {}),
    ...(queryParameters.length > 0 ? { queryParameters } : {}),
    ...(claims.length > 0 ? { dynamicMetadata: claims } : {}),
  };
}

function pathOf(uri: StringMatch | undefined, prefixes: 'text' | 'segments'): RouteMatch {
  if (uri?.exact !== undefined) return { path: uri.exact };
  if (uri?.regex !== undefined) return { safeRegex: { regex: uri.regex } };
  if (uri?.prefix === undefined) return { prefix: '/' };
  if (prefixes === 'text' || uri.prefix === '/') return { prefix: uri.prefix };
  return { pathSeparatedPrefix: uri.prefix.endsWith('/') ? uri.prefix.slice(0, -1) : uri.prefix };
}

/** Headers by name, then method, authority and scheme, which are headers to Envoy (R3.11). */
function headerMatchers(match: HTTPMatchRequest): HeaderMatcher[] {
  const headers = entries(match.headers)
    .filter(([name, value]) => claimMatcher(name, value, 'is') === null)
    .map(([name, value]) => headerMatcher(name, value));
  const without = entries(match.withoutHeaders)
    .filter(([name, value]) => claimMatcher(name, value, 'is not') === null)
    .map(([name, value]): HeaderMatcher => ({
      ...headerMatcher(name, value),
      invertMatch: true,
      // A header that is not there counts as empty, unless presence itself is asked (R3.10).
      ...(asksForPresence(value) ? {} : { treatMissingHeaderAsEmpty: true }),
    }));
  const pseudo = [
    [':method', match.method],
    [':authority', match.authority],
    [':scheme', match.scheme],
  ] as const;
  return [
    ...[...headers, ...without].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    ...pseudo.flatMap(([name, value]) => (value ? [headerMatcher(name, value)] : [])),
  ];
}

function headerMatcher(name: string, value: StringMatch): HeaderMatcher {
  const matcher = asksForPresence(value) ? null : stringMatcher(value);
  return matcher ? { name, stringMatch: matcher } : { name, presentMatch: true };
}

function queryMatcher(name: string, value: StringMatch): QueryParameterMatcher {
  const matcher = asksForPresence(value) ? null : stringMatcher(value);
  return matcher ? { name, stringMatch: matcher } : { name, presentMatch: true };
}

function entries(map: Readonly<Record<string, StringMatch>> | undefined): [string, StringMatch][] {
  return Object.entries(map ?? {}).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
