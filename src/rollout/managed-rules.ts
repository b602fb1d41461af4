import type { HTTPRouteMatch, RouteFilter } from '../istio/gateway-api.ts';
import { isObject } from '../istio/sanitize.ts';
import type { HTTPMatchRequest } from '../istio/virtual-service.ts';
import { equalValues } from '../yaml/equal-values.ts';
import { managedMatches, routeConditions, type NarrowedMatch } from './managed-matches.ts';
import { matchForms, type GatewayMatch } from './match-form.ts';
import { isAnyPath, narrowMatches } from './narrow-match.ts';
import type { Row } from './row-form.ts';
import type { RuleKind } from './rule-kind.ts';
import type { ManagedRoute } from './step-state.ts';

/** A rule as it is written. */
export type RuleValue = Readonly<Record<string, unknown>>;

/** Where the requests of a managed route go: the destinations of the rule, and the lone one of the route's version. */
export type RouteRows = { readonly rows: readonly Row[]; readonly target: Row };

/**
 * The rules that put managed routes into force, to stand in their order before the plan's rule: each is that rule with all its policies, narrowed to the
 * requests of the route. A header route sends them to its version; a mirror route leaves them their destinations and mirrors to its version, in place of a
 * mirror of the rule's own. Gives the sentence why not where the rule's API cannot say it.
 */
export function managedRules(
  kind: RuleKind,
  rule: RuleValue,
  routes: readonly (ManagedRoute & { readonly rows: RouteRows })[],
): readonly (RuleValue | string)[] {
  const form = matchForms[kind];
  if (!form) return routes.map((route) => virtualServiceRule(rule, route, route.rows));
  const matches = managedMatches(form, rule, routes);
  return routes.map((route, index) => gatewayApiRule(rule, matches[index] ?? [], route, route.rows));
}

const otherPrefix =
  'The rule rewrites the prefix that it matches; a route with a path of its own would rewrite another one.';

const mirrorFields = ['mirror', 'mirrors', 'mirrorPercent', 'mirror_percent', 'mirrorPercentage'];

function virtualServiceRule(rule: RuleValue, route: ManagedRoute, { rows, target }: RouteRows): RuleValue | string {
  const written = listIn(rule, 'match') as readonly HTTPMatchRequest[];
  const match = narrowMatches(written, routeConditions(route));
  if (typeof match === 'string') return match;
  const uris = (entries: readonly HTTPMatchRequest[]) =>
    entries.flatMap(({ uri }) => (uri && !isAnyPath(uri) ? uri : []));
  const rewrites = isObject(rule['rewrite']) && rule['rewrite']['uri'] !== undefined;
  if (rewrites && !keepPaths(uris(match), uris(written))) return otherPrefix;
  const action =
    route.type === 'header'
      ? { route: [target] }
      : { route: rows, mirror: target['destination'], mirrorPercentage: { value: route.percentage } };
  const replaced = ['name', 'match', 'route', ...(route.type === 'mirror' ? mirrorFields : [])];
  return { name: route.name, match, ...action, ...without(rule, replaced) };
}

/** A mirror is a filter there, to a backend without filters of its own; the rule's other filters stay, in their order. */
function gatewayApiRule(
  rule: RuleValue,
  narrowed: readonly NarrowedMatch[] | string,
  route: ManagedRoute,
  { rows, target }: RouteRows,
): RuleValue | string {
  if (typeof narrowed === 'string') return narrowed;
  if (rewritesPrefix(rule) && narrowed.some(({ match, of }) => !keepPaths(pathsOf(match), pathsOf(of))))
    return otherPrefix;
  const matches = narrowed.map(({ match }) => match);
  const kept = without(rule, ['name', 'matches', 'backendRefs']);
  if (route.type === 'header') return { name: route.name, matches, ...kept, backendRefs: [target] };
  const filters = filtersOf(rule).filter(({ type }) => type !== 'RequestMirror');
  const requestMirror = { backendRef: without(target, ['filters']), percent: route.percentage };
  const added = { type: 'RequestMirror', requestMirror };
  return {
    name: route.name,
    matches,
    filters: [...filters, added],
    ...without(kept, ['filters']),
    backendRefs: rows,
  };
}

/** Whether every path is one that was there before. */
function keepPaths(paths: readonly unknown[], before: readonly unknown[]): boolean {
  return paths.every((path) => before.some((own) => equalValues(own, path)));
}

/** The path of a match, if it has one; what takes every path has none. */
function pathsOf(match: GatewayMatch): readonly unknown[] {
  const { path } = match as HTTPRouteMatch;
  const { type = 'PathPrefix', value = '/' } = path ?? {};
  return path && !(type === 'PathPrefix' && value === '/') ? [path] : [];
}

function rewritesPrefix(rule: RuleValue): boolean {
  return filtersOf(rule).some(({ urlRewrite }) => urlRewrite?.path?.type === 'ReplacePrefixMatch');
}

/** A list of a rule; of something else nothing. */
function listIn(rule: RuleValue, key: string): readonly unknown[] {
  return Array.isArray(rule[key]) ? rule[key] : [];
}

/** The rule took effect, so its filters are what admission lets through. */
function filtersOf(rule: RuleValue): readonly RouteFilter[] {
  return listIn(rule, 'filters') as readonly RouteFilter[];
}

function without(value: RuleValue, keys: readonly string[]): RuleValue {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}
