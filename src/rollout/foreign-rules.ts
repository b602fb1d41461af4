import { isObject } from '../istio/sanitize.ts';
import type { RolloutPlan } from './rollout-plan.ts';
import { rulesOf, type RuleSpec } from './rule-kind.ts';
import type { WrittenRule } from './written-rule.ts';

/** A rule that has the name of a route of the plan and is none that the plan could have set. `index` is its place in the list. */
export type ForeignRule = { readonly name: string; readonly index: number };

/**
 * Rules that somebody wrote under a name that the plan gives to a route of its own: setting or removing the route would overwrite them. What the plan sets
 * shows by what it is for: a header route asks for one of its headers, a mirror route mirrors.
 */
export function foreignRules(
  { steps }: Pick<RolloutPlan, 'steps'>,
  { object, kind }: WrittenRule,
): readonly ForeignRule[] {
  return rulesOf(object, kind).flatMap((rule, index) => {
    const { name } = rule;
    const routes = steps.filter((step) => step.type === 'setHeaderRoute' || step.type === 'setMirrorRoute');
    const ofName = routes.filter((route) => route.name === name);
    if (name === undefined || ofName.length === 0) return [];
    const isOwn = ofName.some((route) =>
      route.type === 'setHeaderRoute'
        ? (route.match ?? []).some(({ headerName }) => asksFor(rule, headerName))
        : route.match !== null && isMirrored(rule),
    );
    return isOwn ? [] : [{ name, index }];
  });
}

type Written = RuleSpec & Readonly<Record<string, unknown>>;

/** Whether an entry of the rule has a condition on the header: a mapping in a VirtualService, a list in the Gateway API. */
function asksFor(rule: RuleSpec, header: string): boolean {
  const { match, matches } = rule as Written;
  const entries = [match, matches].flatMap((list) => (Array.isArray(list) ? (list as readonly unknown[]) : []));
  return entries.some((entry) => {
    const headers = isObject(entry) ? entry['headers'] : undefined;
    const names = Array.isArray(headers)
      ? headers.map((one: unknown) => (isObject(one) ? String(one['name']) : ''))
      : Object.keys(isObject(headers) ? headers : {});
    return names.some((name) => name.toLowerCase() === header.toLowerCase());
  });
}

function isMirrored(rule: RuleSpec): boolean {
  const { mirror, mirrors, filters } = rule as Written;
  const byFilter = Array.isArray(filters) && filters.some((one: unknown) => isObject(one) && 'requestMirror' in one);
  return mirror !== undefined || mirrors !== undefined || byFilter;
}
