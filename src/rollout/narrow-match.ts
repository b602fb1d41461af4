import type { HTTPMatchRequest, StringMatch } from '../istio/virtual-service.ts';
import type { RouteMatch } from './rollout-plan.ts';

/** The sentence where no request meets the conditions of the rule and those of the route. */
export const impossible = 'No request of the rule can meet these conditions.';

/** Whether a path begins as a prefix of the rule's API says. */
export type PathBegins = (path: string, prefix: string) => boolean;

/**
 * The entries of a rule (any of them will do) joined with conditions (any of them will do): what a rule before it must match to take just the part of
 * its requests that meets the conditions. `begins` is how the API takes a prefix of a path, a VirtualService by its letters. What an entry has beside its
 * conditions stays with it. Gives the sentence why not where no rule can say that.
 */
export function narrowMatches<Entry extends HTTPMatchRequest>(
  entries: readonly Entry[],
  conditions: readonly RouteMatch[],
  begins: PathBegins = beginsByLetters,
): readonly Entry[] | string {
  // A rule without entries takes everything, as one with an entry that asks for nothing.
  const all = entries.length > 0 ? entries : [{} as Entry];
  const pairs = conditions.flatMap((condition) => all.map((entry) => narrowEntry(entry, condition, begins)));
  const inexpressible = pairs.find((pair) => typeof pair === 'string');
  if (inexpressible !== undefined) return inexpressible;
  const possible = pairs.filter((pair) => typeof pair === 'object').filter((pair) => pair !== null);
  return possible.length > 0 ? possible : impossible;
}

/** Whether a request may meet two matches; where that cannot be said, it may. */
export function canMeetBoth(a: HTTPMatchRequest, b: HTTPMatchRequest, begins: PathBegins): boolean {
  return narrowMatches([a], [conditionOf(b)], begins) !== impossible;
}

/** What a match asks for, as a condition of a plan's route. */
export function conditionOf({ uri, method, headers }: HTTPMatchRequest): RouteMatch {
  return { ...(uri ? { path: uri } : {}), ...(method ? { method } : {}), ...(headers ? { headers } : {}) };
}

/** A prefix takes every path that begins with its letters (istio-semantics R3.2). */
export function beginsByLetters(path: string, prefix: string): boolean {
  return path.startsWith(prefix);
}

/** One entry with one condition; null where no request meets both. */
function narrowEntry<Entry extends HTTPMatchRequest>(
  entry: Entry,
  condition: RouteMatch,
  begins: PathBegins,
): Entry | string | null {
  const result = { ...entry };
  const { method, path, headers = {} } = condition;
  if (path && entry.ignoreUriCase === true && !isAnyPath(path))
    return 'The rule matches paths whatever their case; a path of its own cannot be added to that.';
  const uri = path && entry.uri && isAnyPath(path) ? entry.uri : both(entry.uri, path, begins);
  const pairs = { uri, method: both(entry.method, method, beginsByLetters) };
  for (const [field, value] of Object.entries(pairs)) {
    if (value === 'never') return null;
    if (value === 'inexpressible') return `Two conditions on the ${field} cannot be joined where one is a regex.`;
    if (value) Object.assign(result, { [field]: value });
  }
  const joined = { ...entry.headers };
  for (const [name, wanted] of Object.entries(headers)) {
    const key = Object.keys(joined).find((own) => own.toLowerCase() === name.toLowerCase()) ?? name;
    const value = both(Object.hasOwn(joined, key) ? joined[key] : undefined, wanted, beginsByLetters);
    if (value === 'never') return null;
    if (value === 'inexpressible') return `Two conditions on the header ${name} cannot be joined where one is a regex.`;
    if (value) joined[key] = value;
  }
  return Object.keys(joined).length > 0 ? { ...result, headers: joined } : result;
}

/** Every path begins with a slash. */
export function isAnyPath({ prefix }: StringMatch): boolean {
  return prefix === '/';
}

/** The match that holds where both do. */
function both(
  a: StringMatch | undefined,
  b: StringMatch | undefined,
  begins: PathBegins,
): StringMatch | 'never' | 'inexpressible' | undefined {
  if (!a || isPresence(a)) return b ?? a;
  if (!b || isPresence(b)) return a;
  if (a.regex !== undefined || b.regex !== undefined) return a.regex === b.regex ? a : 'inexpressible';
  if (a.exact !== undefined && b.exact !== undefined) return a.exact === b.exact ? a : 'never';
  const [longer, shorter] =
    a.exact !== undefined || (b.exact === undefined && textOf(a).length > textOf(b).length) ? [a, b] : [b, a];
  return begins(textOf(longer), textOf(shorter)) ? longer : 'never';
}

function isPresence({ exact, prefix, regex }: StringMatch): boolean {
  return exact === undefined && prefix === undefined && regex === undefined;
}

function textOf({ exact, prefix }: StringMatch): string {
  return exact ?? prefix ?? '';
}
