import type { YamlPath } from '../../yaml/yaml-path.ts';
import { byText } from '../by-text.ts';
import type { HTTPMatchRequest, HTTPRoute, StringMatch, TCPRoute, TLSRoute } from '../virtual-service.ts';
import { remark, type Problems } from './admission-problem.ts';

type Rule = HTTPRoute | TLSRoute | TCPRoute;
type Place = { readonly rule: number; readonly match: number };

/**
 * Istio's own remarks on rules and matches that it takes for unreachable, IST0130 and IST0131, as its webhook makes them, wrong ones included
 * (checks.md A.9, val.go:analyzeUnreachableHTTPRules). Our own answer to the same question is src/analysis.
 */
export function* unreachableRuleProblems(rules: readonly Rule[] | undefined, path: YamlPath): Problems {
  const known = new Map<string, number>();
  let catchAll = -1;
  for (const [index, rule] of (rules ?? []).entries()) {
    const place = [...path, index];
    const matches = rule.match ?? [];
    if (catchAll >= 0) {
      const message = `Rule ${catchAll + 1} above has no match and takes everything, so this one is never asked.`;
      yield remark('webhook.unreachable', place, message);
    }
    if (matches.length === 0) {
      catchAll = index;
      continue;
    }
    if (catchAll >= 0) continue;
    let repeated = 0;
    for (const [at, match] of matches.entries()) {
      const key = matchKey(match);
      const earlier = known.get(key);
      if (earlier === undefined) known.set(key, index);
      else {
        repeated++;
        yield remark('webhook.ineffective', [...place, 'match', at], `Rule ${earlier + 1} has the same match.`);
      }
    }
    if (repeated === matches.length)
      yield remark('webhook.unreachable', place, 'Every match of this rule stands in a rule above.');
  }
}

const matchKeys = new WeakMap<object, string>();

/** A match without its name, in one order of fields. */
function matchKey(match: object): string {
  let key = matchKeys.get(match);
  if (key === undefined) matchKeys.set(match, (key = JSON.stringify(sorted({ ...match, name: undefined }))));
  return key;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => byText(a, b))
      .map(([name, item]: [string, unknown]) => [name, sorted(item)]),
  );
}

/** Matches by a longer prefix that Istio takes to be covered by a shorter one above (val.go:coveredValidation). */
export function* coveredPrefixProblems(rules: readonly HTTPRoute[] | undefined, path: YamlPath): Problems {
  const seen = new Map<string, { match: HTTPMatchRequest; place: Place }[]>();
  for (const { match, place } of prefixMatches(rules ?? [])) {
    const prefix = match.uri?.prefix ?? '';
    const shorter = Array.from(prefix, (_, length) => seen.get(prefix.slice(0, length)) ?? []).flat();
    for (const earlier of shorter.toSorted((a, b) => a.place.rule - b.place.rule || a.place.match - b.place.match)) {
      if (!isCovered(match, earlier.match)) continue;
      const message = `Istio takes this to be covered by the prefix \`${earlier.match.uri?.prefix ?? ''}\` of rule ${earlier.place.rule + 1}.`;
      yield remark('webhook.ineffective', [...path, place.rule, 'match', place.match], message);
    }
    seen.set(prefix, [...(seen.get(prefix) ?? []), { match, place }]);
  }
}

/** Every match by a prefix that stands before the first rule without a match, equal ones once. */
function* prefixMatches(rules: readonly HTTPRoute[]): Iterable<{ match: HTTPMatchRequest; place: Place }> {
  const known = new Set<string>();
  for (const [rule, { match: matches = [] }] of rules.entries()) {
    if (matches.length === 0) return;
    for (const [index, match] of matches.entries()) {
      const key = matchKey(match);
      if (match.uri?.prefix && !known.has(key)) yield { match, place: { rule, match: index } };
      known.add(key);
    }
  }
}

/** Whether the conditions beside the prefix are covered, too. */
function isCovered(later: HTTPMatchRequest, earlier: HTTPMatchRequest): boolean {
  return (
    (later.port ?? 0) === (earlier.port ?? 0) &&
    methodWord(earlier.method).startsWith(methodWord(later.method)) &&
    word(earlier.authority).startsWith(word(later.authority)) &&
    areCovered(later.headers, earlier.headers) &&
    areCovered(later.queryParams, earlier.queryParams) &&
    areCovered(later.withoutHeaders, earlier.withoutHeaders)
  );
}

type Conditions = Readonly<Record<string, StringMatch>> | undefined;

function areCovered(later: Conditions = {}, earlier: Conditions = {}): boolean {
  if (Object.keys(later).length !== Object.keys(earlier).length) return false;
  return Object.entries(earlier).every(([name, match]) => {
    const other = Object.hasOwn(later, name) ? later[name] : null;
    return other !== null && word(match).startsWith(word(other));
  });
}

/** How Istio writes a condition down here; a regular expression becomes nothing. */
function word(match: StringMatch | undefined): string {
  if (match?.exact) return `exact:${match.exact}`;
  return match?.prefix ? `prefix:${match.prefix}` : '';
}

/** No method means GET here. */
function methodWord(match: StringMatch | undefined): string {
  return word(match) || 'exact:GET';
}
