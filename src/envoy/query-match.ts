import type { QueryParameterMatcher } from './config.ts';
import type { RouteCondition } from './route-condition.ts';
import { compileStringMatcher } from './string-match.ts';

/** A query parameter condition (Envoy: router/config_utility.cc; istio-semantics R3.15). A missing parameter never matches a string. */
export function compileQueryParameterMatch(matcher: QueryParameterMatcher): RouteCondition {
  const { name } = matcher;
  const string = matcher.stringMatch ? compileStringMatcher(matcher.stringMatch) : null;
  const present = matcher.presentMatch ?? true;
  return {
    kind: 'queryParameter',
    name,
    expected: string?.expected ?? (present ? 'present' : 'absent'),
    actual: (head) => queryParameter(head.query, name),
    matches: (head) => {
      const value = queryParameter(head.query, name);
      return string ? value !== null && string.matches(value) : (value !== null) === present;
    },
  };
}

/**
 * The first value of a parameter, undecoded, or null (Envoy: http/utility.cc, parseParameters): `&` separates, the first `=` ends the
 * name, a name alone has an empty value.
 */
export function queryParameter(query: string | null, name: string): string | null {
  if (query === null) return null;
  for (const part of query.split('&')) {
    const equals = part.indexOf('=');
    if ((equals < 0 ? part : part.slice(0, equals)) === name) return equals < 0 ? '' : part.slice(equals + 1);
  }
  return null;
}
