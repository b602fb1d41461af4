import { RE2Set } from 're2js';
import { asciiLowerCase } from './ascii-case.ts';
import { othersMatch, routeMatches, type CompiledRoute } from './compiled-route.ts';
import { lazy } from './lazy.ts';
import { prefixTrie, trieValue, visitInside, visitPrefixes, type PrefixTrie } from './prefix-trie.ts';
import { regexLiteral } from './regex-literal.ts';
import type { RequestHead } from './request-head.ts';

/**
 * The routes of a virtual host, sorted so that a request meets only those whose path can fit. It answers what `firstMatch` answers: the lowest
 * index among the routes that match.
 */
export type RouteIndex = { readonly sensitive: PathIndex; readonly insensitive: PathIndex | null };

/** Routes by what their path is, begins with, or (for a regex) must have in it. Within each list the lowest index comes first. */
type PathIndex = {
  readonly exact: Map<string, CompiledRoute[]>;
  readonly prefixes: PrefixTrie<CompiledRoute[]>;
  readonly regexes: PrefixTrie<Bucket>;
};

/** Patterns that nothing tells apart at a glance. */
type Bucket = { readonly regexes: CompiledRoute[]; readonly set: () => RegexSet };

/** Many patterns asked at once: the routes whose path fits, the lowest index first. */
type RegexSet = { readonly match: (head: RequestHead) => readonly CompiledRoute[] };

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
  const index: PathIndex = { exact: new Map(), prefixes: prefixTrie(), regexes: prefixTrie() };
  for (const compiled of routes) {
    const { form, pattern } = compiled.path;
    if (form === 'exact') {
      const list = index.exact.get(fold(pattern));
      if (list) list.push(compiled);
      else index.exact.set(fold(pattern), [compiled]);
    } else if (form === 'regex') {
      trieValue(index.regexes, regexLiteral(pattern), makeBucket).regexes.push(compiled);
    } else trieValue(index.prefixes, fold(pattern), () => []).push(compiled);
  }
  return index;
}

function makeBucket(): Bucket {
  const regexes: CompiledRoute[] = [];
  return { regexes, set: lazy(() => buildRegexSet(regexes)) };
}

function findInPathIndex(
  { exact, prefixes, regexes }: PathIndex,
  path: string,
  head: RequestHead,
  found: CompiledRoute | null,
): CompiledRoute | null {
  let best = lowest(exact.get(path) ?? [], head, found);
  visitPrefixes(prefixes, path, (routes) => {
    best = lowest(routes, head, best);
  });
  visitInside(regexes, path, (bucket) => {
    best = lowestRegex(bucket, head, best);
  });
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

function lowestRegex({ regexes, set }: Bucket, head: RequestHead, best: CompiledRoute | null): CompiledRoute | null {
  if (regexes.length <= fewRegexes) return lowest(regexes, head, best);
  const [first] = regexes;
  if (best && first && first.index >= best.index) return best;
  for (const compiled of set().match(head)) {
    if (best && compiled.index >= best.index) return best;
    if (othersMatch(compiled, head)) return compiled;
  }
  return best;
}

/** Patterns that RE2 refuses match nothing and stay outside; those that would make the one machine too big are asked one by one. */
function buildRegexSet(regexes: readonly CompiledRoute[]): RegexSet {
  const set = new RE2Set(RE2Set.ANCHOR_BOTH);
  const bulky = regexes.filter(({ path }) => repeatsOften(path.pattern));
  const joined = regexes.filter(
    (compiled) => !repeatsOften(compiled.path.pattern) && isAdded(set, compiled.path.pattern),
  );
  const alone = (routes: readonly CompiledRoute[]) => (head: RequestHead) =>
    routes.filter((compiled) => compiled.path.matches(head));
  const matchBulky = alone(bulky);
  const matchJoined = joined.length > 0 && isCompiled(set) ? together(set, joined) : alone(joined);
  return { match: (head) => [...matchJoined(head), ...matchBulky(head)].sort((a, b) => a.index - b.index) };
}

function together(set: RE2Set, routes: readonly CompiledRoute[]) {
  return ({ path }: RequestHead): CompiledRoute[] => set.match(path).flatMap((position) => routes[position] ?? []);
}

function isAdded(set: RE2Set, pattern: string): boolean {
  try {
    return set.add(pattern) >= 0;
  } catch {
    return false;
  }
}

function isCompiled(set: RE2Set): boolean {
  try {
    set.compile();
    return true;
  } catch {
    return false;
  }
}

/** Whether a pattern counts to a hundred or more (`.{0,500}`): RE2 writes out each repetition. */
function repeatsOften(pattern: string): boolean {
  return /\{\d*,?\d{3}/.test(pattern);
}
