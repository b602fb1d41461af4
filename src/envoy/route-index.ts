import { RE2Set } from 're2js';
import { asciiLowerCase } from './ascii-case.ts';
import { othersMatch, routeMatches, type CompiledRoute } from './compiled-route.ts';
import { lazy } from './lazy.ts';
import { prefixTrie, trieValue, visitPrefixes, type PrefixTrie } from './prefix-trie.ts';
import { regexLiteralPrefix } from './regex-literal-prefix.ts';
import type { RequestHead } from './request-head.ts';

/**
 * The routes of a virtual host, sorted so that a request meets only those whose path can fit. It answers what `firstMatch` answers: the lowest
 * index among the routes that match.
 */
export type RouteIndex = { readonly sensitive: PathIndex; readonly insensitive: PathIndex | null };

/** Routes by what their path begins with. Within each list the lowest index comes first. */
type PathIndex = {
  readonly exact: Map<string, CompiledRoute[]>;
  readonly prefixes: PrefixTrie<Bucket>;
};

type Bucket = { readonly plain: CompiledRoute[]; readonly regexes: CompiledRoute[]; readonly set: () => RegexSet };

/** Many patterns asked at once; a position in `routes` per pattern. */
type RegexSet = { readonly match: (path: string) => readonly CompiledRoute[] };

/** Sorts routes. Those with a path match that is not modelled can never match and are left out. */
export function buildRouteIndex(routes: readonly CompiledRoute[]): RouteIndex {
  const [sensitive, insensitive] = [true, false].map((caseSensitive) =>
    routes.filter(({ path }) => path.form !== 'none' && path.caseSensitive === caseSensitive),
  );
  return {
    sensitive: buildPathIndex(sensitive ?? [], (pattern) => pattern),
    insensitive: insensitive?.length ? buildPathIndex(insensitive, asciiLowerCase) : null,
  };
}

/** The first route that fits, by the index. */
export function findInIndex({ sensitive, insensitive }: RouteIndex, head: RequestHead): CompiledRoute | null {
  const best = findInPathIndex(sensitive, head.path, head, null);
  return insensitive ? findInPathIndex(insensitive, asciiLowerCase(head.path), head, best) : best;
}

function buildPathIndex(routes: readonly CompiledRoute[], fold: (pattern: string) => string): PathIndex {
  const index: PathIndex = { exact: new Map(), prefixes: prefixTrie() };
  for (const compiled of routes) {
    const { form, pattern } = compiled.path;
    if (form === 'exact') {
      const list = index.exact.get(fold(pattern));
      if (list) list.push(compiled);
      else index.exact.set(fold(pattern), [compiled]);
    } else if (form === 'regex') {
      trieValue(index.prefixes, regexLiteralPrefix(pattern), makeBucket).regexes.push(compiled);
    } else trieValue(index.prefixes, fold(pattern), makeBucket).plain.push(compiled);
  }
  return index;
}

function makeBucket(): Bucket {
  const regexes: CompiledRoute[] = [];
  return { plain: [], regexes, set: lazy(() => buildRegexSet(regexes)) };
}

function findInPathIndex(
  { exact, prefixes }: PathIndex,
  path: string,
  head: RequestHead,
  found: CompiledRoute | null,
): CompiledRoute | null {
  let best = lowest(exact.get(path) ?? [], head, found);
  const withRegexes: Bucket[] = [];
  visitPrefixes(prefixes, path, (bucket) => {
    best = lowest(bucket.plain, head, best);
    if (bucket.regexes.length > 0) withRegexes.push(bucket);
  });
  for (const bucket of withRegexes) best = lowestRegex(bucket, path, head, best);
  return best;
}

/** The lowest route of a list that fits, if it lies below `best`. */
function lowest(routes: readonly CompiledRoute[], head: RequestHead, best: CompiledRoute | null): CompiledRoute | null {
  for (const compiled of routes) {
    if (best && compiled.index >= best.index) return best;
    if (routeMatches(compiled, head)) return compiled;
  }
  return best;
}

/** So many patterns are asked faster one by one than as a set. */
const fewRegexes = 8;

function lowestRegex(
  { regexes, set }: Bucket,
  path: string,
  head: RequestHead,
  best: CompiledRoute | null,
): CompiledRoute | null {
  if (regexes.length <= fewRegexes) return lowest(regexes, head, best);
  const [first] = regexes;
  if (best && first && first.index >= best.index) return best;
  for (const compiled of set().match(path)) {
    if (best && compiled.index >= best.index) return best;
    if (othersMatch(compiled, head)) return compiled;
  }
  return best;
}

/** Patterns that RE2 refuses match nothing and stay outside. */
function buildRegexSet(regexes: readonly CompiledRoute[]): RegexSet {
  const set = new RE2Set(RE2Set.ANCHOR_BOTH);
  const routes = regexes.filter(({ path }) => {
    try {
      return set.add(path.pattern) >= 0;
    } catch {
      return false;
    }
  });
  if (routes.length === 0) return { match: () => [] };
  return {
    match: (path) =>
      set
        .match(path)
        .sort((a, b) => a - b)
        .flatMap((position) => routes[position] ?? []),
  };
}
