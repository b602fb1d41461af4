import { compareMatches } from '../istio/match-precedence.ts';
import { sourceInside } from '../istio/source.ts';
import type { HTTPMatchRequest } from '../istio/virtual-service.ts';
import { managedMatches, type NarrowedMatch } from './managed-matches.ts';
import { matchesIn, matchForms, type GatewayMatch, type MatchForm } from './match-form.ts';
import { canMeetBoth } from './narrow-match.ts';
import type { PlanWarning } from './plan-warnings.ts';
import type { FoundRule } from './planned-rule.ts';
import type { RolloutPlan } from './rollout-plan.ts';
import { ruleKinds, rulesOf } from './rule-kind.ts';
import { objectWords } from './rule-words.ts';
import { managedRouteNames, stepState } from './step-state.ts';

/**
 * Requests that a header or mirror route of the plan takes from another rule. In the Gateway API the most specific match is asked first, wherever it
 * stands (istio-semantics R11.2): a rule that comes before the plan's may come after the narrower route. Rules of other objects are not looked at.
 */
export function takenRequests(plan: RolloutPlan, found: FoundRule): readonly PlanWarning[] {
  const form = matchForms[found.kind];
  if (!form) return [];
  const managed = managedRouteNames(plan);
  const others = rulesOf(found.object, found.kind)
    .map((rule, index) => ({ rule, index, matches: matchesIn(rule).map((match) => placed(form, match, index)) }))
    .filter(({ rule, index }) => index !== found.index && !(rule.name !== undefined && managed.includes(rule.name)));
  const words = objectWords(plan.rule);
  return [...routesEver(form, plan, found)].flatMap(([name, narrowed]) =>
    others
      .filter(({ matches }) => narrowed.some((one) => matches.some((other) => isTaken(form, found, one, other))))
      .map(({ rule, index }) => ({
        type: 'precedence',
        message: `Route ${name} also takes requests of rule ${rule.name ?? index + 1} of ${words}: of several matches the most specific comes first there, whatever their order.`,
        source: sourceInside(found.object.source, 'spec', ruleKinds[found.kind].list, index),
      })),
  );
}

/** A match in the words of a VirtualService, and the place of its rule in the text. */
type PlacedMatch = { readonly request: HTTPMatchRequest; readonly order: number };

/** Whether another rule's match is asked before the plan's rule now, and after what a route makes of it. */
function isTaken(form: MatchForm, found: FoundRule, { match, of }: NarrowedMatch, other: PlacedMatch): boolean {
  const first = placed(form, match, found.index);
  return (
    isAskedBefore(other, placed(form, of, found.index)) &&
    isAskedBefore(first, other) &&
    canMeetBoth(first.request, other.request, form.begins)
  );
}

function placed({ requestOf }: MatchForm, match: GatewayMatch, order: number): PlacedMatch {
  return { request: requestOf(match), order };
}

function isAskedBefore(a: PlacedMatch, b: PlacedMatch): boolean {
  return (compareMatches(a.request, b.request) || a.order - b.order) < 0;
}

/** The matches that each route of the plan has at any step. */
function routesEver(
  form: MatchForm,
  plan: RolloutPlan,
  { rule }: FoundRule,
): ReadonlyMap<string, readonly NarrowedMatch[]> {
  const byName = new Map<string, readonly NarrowedMatch[]>();
  for (const step of plan.steps.keys()) {
    const { routes } = stepState(plan, step + 1);
    for (const [index, matches] of managedMatches(form, rule, routes).entries()) {
      const { name = '' } = routes[index] ?? {};
      if (typeof matches !== 'string') byName.set(name, [...(byName.get(name) ?? []), ...matches]);
    }
  }
  return byName;
}
