import type { ConfigObject, IstioConfig } from '../istio/config.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import type { HTTPRoute, VirtualService } from '../istio/virtual-service.ts';
import type { RolloutPlan } from './rollout-plan.ts';
import { managedRouteNames } from './step-state.ts';

export type FoundRule = {
  readonly ok: true;
  readonly virtualService: ConfigObject<'VirtualService', VirtualService>;
  readonly rule: HTTPRoute;
  /** Where the rule stands among all http rules of the VirtualService, those that the plan manages included. */
  readonly index: number;
  readonly source: Source;
};

/**
 * The rule that the plan is about, or the sentence why there is none. Routes that the plan manages itself are never it, and an index in the plan does
 * not count them, so it means the same rule at every step.
 */
export function plannedRule(
  config: IstioConfig,
  plan: RolloutPlan,
): FoundRule | { readonly ok: false; readonly message: string } {
  const { namespace, virtualService: name, http } = plan.rule;
  const virtualService = config.virtualServices.find(
    ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
  );
  if (!virtualService) return missing(`There is no VirtualService ${namespace}/${name} in effect.`);
  const managed = new Set(managedRouteNames(plan));
  const rules = (virtualService.spec.http ?? [])
    .map((rule, index) => ({ rule, index }))
    .filter(({ rule }) => rule.name === undefined || !managed.has(rule.name));
  const wanted =
    http === null
      ? rules.filter(({ rule }) => (rule.route ?? []).length > 0)
      : rules.filter(({ rule }, position) => (typeof http === 'number' ? position === http : rule.name === http));
  const [first] = wanted;
  if (!first) return missing(`VirtualService ${namespace}/${name} has no ${ruleWords(http)}.`);
  if (http === null && wanted.length > 1)
    return missing(
      `VirtualService ${namespace}/${name} has several rules with destinations; name one in \`rule.http\`.`,
    );
  if ((first.rule.route ?? []).length === 0)
    return missing(`The ${ruleWords(http)} of VirtualService ${namespace}/${name} has no destinations.`);
  return {
    ok: true,
    virtualService,
    ...first,
    source: sourceInside(virtualService.source, 'spec', 'http', first.index),
  };
}

function ruleWords(http: string | number | null): string {
  if (http === null) return 'rule with destinations';
  return typeof http === 'number' ? `http rule of index ${http}` : `http rule “${http}”`;
}

function missing(message: string) {
  return { ok: false, message } as const;
}
