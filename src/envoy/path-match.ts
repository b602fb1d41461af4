import { asciiLowerCase } from './ascii-case.ts';
import type { RouteMatch } from './config.ts';
import { compileRegex } from './regex.ts';
import type { RouteCondition } from './route-condition.ts';
import { quote } from './string-match.ts';

/** The path condition of a route. Where the route asks nothing that is modelled here, `form` is `none` and no path fits. */
export type PathCondition = RouteCondition & {
  readonly form: 'exact' | 'prefix' | 'separated' | 'regex' | 'none';
  readonly pattern: string;
  readonly caseSensitive: boolean;
  /** The part of a matching path that a prefix rewrite replaces. */
  readonly matchedPart: (path: string) => string;
};

/**
 * The path condition of a match (Envoy: config_impl.cc, `*RouteEntryImpl::matches`; envoy-semantics 1.4).
 * Query and fragment take no part; `caseSensitive: false` has no say over a regex.
 */
export function compilePathMatch(match: RouteMatch): PathCondition {
  const caseSensitive = match.caseSensitive ?? true;
  if (match.path !== undefined) {
    return plainPath('exact', match.path, caseSensitive, (path, pattern) => path === pattern);
  }
  if (match.prefix !== undefined) {
    return plainPath('prefix', match.prefix, caseSensitive, (path, pattern) => path.startsWith(pattern));
  }
  if (match.pathSeparatedPrefix !== undefined) {
    return plainPath('separated', match.pathSeparatedPrefix, caseSensitive, isSeparatedPrefix);
  }
  if (match.safeRegex !== undefined) return regexPath(match.safeRegex.regex);
  return {
    ...pathCondition('a path match that is not modelled', () => false),
    form: 'none',
    pattern: '',
    caseSensitive,
  };
}

const words = { exact: 'exact', prefix: 'prefix', separated: 'path prefix' };

function plainPath(
  form: 'exact' | 'prefix' | 'separated',
  pattern: string,
  caseSensitive: boolean,
  test: (path: string, pattern: string) => boolean,
): PathCondition {
  const folded = asciiLowerCase(pattern);
  const expected = `${words[form]} ${quote(pattern)}${caseSensitive ? '' : ' in any case'}`;
  const matches = caseSensitive
    ? (path: string) => test(path, pattern)
    : (path: string) => test(asciiLowerCase(path), folded);
  return {
    ...pathCondition(expected, matches),
    form,
    pattern,
    caseSensitive,
    matchedPart: (path) => path.slice(0, pattern.length),
  };
}

function regexPath(pattern: string): PathCondition {
  const regex = compileRegex(pattern);
  return { ...pathCondition(`regex ${quote(pattern)}`, regex.matches), form: 'regex', pattern, caseSensitive: true };
}

function pathCondition(expected: string, matches: (path: string) => boolean) {
  return {
    kind: 'path' as const,
    name: 'path',
    expected,
    actual: (head: { readonly path: string }) => head.path,
    matches: (head: { readonly path: string }) => matches(head.path),
    matchedPart: (path: string) => path,
  };
}

/** A prefix that ends where a path segment ends (`path_separated_prefix`). */
function isSeparatedPrefix(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '/');
}
