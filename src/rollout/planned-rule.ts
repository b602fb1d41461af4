import type { IstioConfig } from '../istio/config.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import type { PlannedRule, RolloutPlan } from './rollout-plan.ts';
import { objectsOf, ruleKinds, rulesOf } from './rule-kind.ts';
import { objectWords, ruleWords } from './rule-words.ts';
import { writtenDestinations, type WrittenRule } from './written-rule.ts';
import { managedRouteNames } from './step-state.ts';

/** The rule that a plan is about. `index` is its place among all rules of its list, those that the plan manages included. */
export type FoundRule = WrittenRule & { readonly ok: true; readonly source: Source };

/**
 * The rule that the plan is about, or the sentence why there is none. Routes that the plan manages itself are never it, and an index in the plan does
 * not count them, so it means the same rule at every step.
 */
export function plannedRule(
  config: IstioConfig,
  plan: RolloutPlan,
): FoundRule | { readonly ok: false; readonly message: string } {
  const { namespace, kind, name, which } = plan.rule;
  const { list, ruleField } = ruleKinds[kind];
  const object = objectsOf(config, kind).find(
    ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
  );
  const words = objectWords(plan.rule);
  if (!object) return missing(`There is no ${words} in effect.`);
  const managed = new Set(managedRouteNames(plan));
  if (typeof which === 'string' && managed.has(which))
    return missing(`The plan's own rule is named ${which}; a route that is set needs another name.`);
  const rules = rulesOf(object, kind)
    .map((rule, index) => ({ rule, index, destinations: writtenDestinations(kind, rule, namespace) }))
    .filter(({ rule }) => rule.name === undefined || !managed.has(rule.name));
  const wanted =
    which === null
      ? rules.filter(({ destinations }) => destinations.length > 0)
      : rules.filter(({ rule }, position) => (typeof which === 'number' ? position === which : rule.name === which));
  const [first] = wanted;
  if (!first) return missing(`${words} has no ${missingWords(plan.rule)}.`);
  if (which === null && wanted.length > 1)
    return missing(`${words} has several rules with destinations; name one in \`rule.${ruleField}\`.`);
  if (typeof which === 'string' && wanted.length > 1)
    return missing(`${words} has ${wanted.length} rules named ${which}; give the plan's own another name.`);
  if (first.destinations.length === 0) return missing(`The ${ruleWords(plan.rule)} of ${words} has no destinations.`);
  return { ok: true, kind, object, ...first, source: sourceInside(object.source, 'spec', list, first.index) };
}

function missingWords(rule: PlannedRule): string {
  if (rule.which !== null) return ruleWords(rule);
  return rule.kind === 'http'
    ? 'http rule with destinations (others are named by `rule.tls`, `rule.tcp`)'
    : 'rule with destinations';
}

function missing(message: string) {
  return { ok: false, message } as const;
}
