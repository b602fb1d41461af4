import { compareMatches } from '../istio/match-precedence.ts';
import { matchesIn, type GatewayMatch, type MatchForm } from './match-form.ts';
import { conditionOf, impossible } from './narrow-match.ts';
import type { RouteMatch } from './rollout-plan.ts';
import type { ManagedRoute } from './step-state.ts';

/** A match of a managed route, and the match of the plan's rule that it narrows. */
export type NarrowedMatch = { readonly match: GatewayMatch; readonly of: GatewayMatch };

/**
 * The matches of routes, in their order, that stand before a rule of the Gateway API; or for a route the sentence why there are none. Each has the rule's
 * matches narrowed by its conditions. Order alone decides nothing there (istio-semantics R11.2): where a later route has the more specific match, the
 * earlier one also gets what both would take, so that the first route that takes a request has it, as the plan says.
 */
export function managedMatches(
  form: MatchForm,
  rule: object,
  routes: readonly ManagedRoute[],
): readonly (readonly NarrowedMatch[] | string)[] {
  const entries = matchesIn(rule);
  const done: (readonly NarrowedMatch[] | string)[] = [];
  for (const route of routes.toReversed()) {
    const later = done.flatMap((matches) => (typeof matches === 'string' ? [] : matches));
    done.unshift(matchesOf(form, entries, route, later));
  }
  return done;
}

function matchesOf(
  form: MatchForm,
  entries: readonly GatewayMatch[],
  route: ManagedRoute,
  later: readonly NarrowedMatch[],
): readonly NarrowedMatch[] | string {
  const own = routeConditions(route).flatMap((condition) =>
    entries.map((of) => ({ of, matches: form.narrow(of, [condition]) })),
  );
  const refusal = own.map(({ matches }) => matches).find(isRefusal);
  if (refusal !== undefined) return refusal;
  const first = own.flatMap(({ of, matches }) => listed(matches).map((match) => ({ match, of })));
  if (first.length === 0) return impossible;
  const joined = first.flatMap((mine) =>
    later.filter((other) => isAsked(form, other, mine)).map((other) => join(form, mine, other)),
  );
  const unsaid = joined.map(({ matches }) => matches).find(isRefusal);
  if (unsaid !== undefined) return `A route behind it is more specific, and would be asked first. ${unsaid}`;
  return [...first, ...joined.flatMap(({ of, matches }) => listed(matches).map((match) => ({ match, of })))];
}

/** Whether a match of a later route is asked before one of an earlier route that narrows the same match of the rule. */
function isAsked(form: MatchForm, later: NarrowedMatch, earlier: NarrowedMatch): boolean {
  return later.of === earlier.of && compareMatches(form.requestOf(later.match), form.requestOf(earlier.match)) < 0;
}

/** What both matches take. */
function join(form: MatchForm, { match, of }: NarrowedMatch, other: NarrowedMatch) {
  return { of, matches: form.narrow(match, [conditionOf(form.requestOf(other.match))]) };
}

function isRefusal(matches: readonly GatewayMatch[] | string): matches is string {
  return typeof matches === 'string' && matches !== impossible;
}

function listed(matches: readonly GatewayMatch[] | string): readonly GatewayMatch[] {
  return typeof matches === 'string' ? [] : matches;
}

/** The conditions of a route; any of them will do. */
export function routeConditions(route: ManagedRoute): readonly RouteMatch[] {
  if (route.type === 'mirror') return route.match;
  return route.match.map(({ headerName, headerValue }) => ({ headers: { [headerName]: headerValue } }));
}
