import type { HTTPMatchRequest, StringMatch } from '../istio/virtual-service.ts';
import type { RouteMatch } from './rollout-plan.ts';

/** Match entries of a rule that also meet conditions; or the sentence why no VirtualService can say that. */
export type Narrowed = readonly HTTPMatchRequest[] | string;

/**
 * The entries of a rule (any of them will do) joined with conditions (any of them will do): what a rule before it must match to take just the part of
 * its requests that meets the conditions.
 */
export function narrowMatches(entries: readonly HTTPMatchRequest[], conditions: readonly RouteMatch[]): Narrowed {
  const all = entries.length > 0 ? entries : [{}];
  const pairs = conditions.flatMap((condition) => all.map((entry) => narrowEntry(entry, condition)));
  const inexpressible = pairs.find((pair) => typeof pair === 'string');
  if (inexpressible !== undefined) return inexpressible;
  const possible = pairs.filter((pair) => typeof pair === 'object').filter((pair) => pair !== null);
  return possible.length > 0 ? possible : 'No request of the rule can meet these conditions.';
}

/** One entry with one condition; null where no request meets both. */
function narrowEntry(entry: HTTPMatchRequest, condition: RouteMatch): HTTPMatchRequest | string | null {
  const result: HTTPMatchRequest = { ...entry };
  const { method, path, headers = {} } = condition;
  if (path && entry.ignoreUriCase === true && !isAnyPath(path))
    return 'The rule matches paths whatever their case; a path of its own cannot be added to that.';
  const uri = path && entry.uri && isAnyPath(path) ? entry.uri : both(entry.uri, path);
  const pairs = { uri, method: both(entry.method, method) };
  for (const [field, value] of Object.entries(pairs)) {
    if (value === 'never') return null;
    if (value === 'inexpressible') return `Two conditions on the ${field} cannot be joined where one is a regex.`;
    if (value) Object.assign(result, { [field]: value });
  }
  const joined = { ...entry.headers };
  for (const [name, wanted] of Object.entries(headers)) {
    const key = Object.keys(joined).find((own) => own.toLowerCase() === name.toLowerCase()) ?? name;
    const value = both(Object.hasOwn(joined, key) ? joined[key] : undefined, wanted);
    if (value === 'never') return null;
    if (value === 'inexpressible') return `Two conditions on the header ${name} cannot be joined where one is a regex.`;
    if (value) joined[key] = value;
  }
  return Object.keys(joined).length > 0 ? { ...result, headers: joined } : result;
}

/** Every path begins with a slash. */
function isAnyPath({ prefix }: StringMatch): boolean {
  return prefix === '/';
}

/** The match that holds where both do. */
function both(
  a: StringMatch | undefined,
  b: StringMatch | undefined,
): StringMatch | 'never' | 'inexpressible' | undefined {
  if (!a || isPresence(a)) return b ?? a;
  if (!b || isPresence(b)) return a;
  if (a.regex !== undefined || b.regex !== undefined) return a.regex === b.regex ? a : 'inexpressible';
  const [short, long] = textOf(a).length <= textOf(b).length ? [a, b] : [b, a];
  if (short.exact !== undefined) return textOf(a) === textOf(b) ? short : 'never';
  return textOf(long).startsWith(textOf(short)) ? long : 'never';
}

function isPresence({ exact, prefix, regex }: StringMatch): boolean {
  return exact === undefined && prefix === undefined && regex === undefined;
}

function textOf({ exact, prefix }: StringMatch): string {
  return exact ?? prefix ?? '';
}
