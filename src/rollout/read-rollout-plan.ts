import type { ConfigObject } from '../istio/config.ts';
import { sourceInside } from '../istio/source.ts';
import { child, type Field } from '../istio/field.ts';
import { takeList, takeMapping, takeText } from './plan-field.ts';
import { readMixedRequest } from './read-mixed-request.ts';
import { readRule } from './read-rule.ts';
import { readStep } from './read-step.ts';
import { readSubsets } from './read-subsets.ts';
import type { RolloutPlan } from './rollout-plan.ts';

/** The RolloutPlan documents among objects of any kind (`IstioConfig.others`). Tolerant: what cannot be read is in the plan's problems. */
export function readRolloutPlans(objects: readonly ConfigObject<string, unknown>[]): RolloutPlan[] {
  return objects
    .filter(({ kind, apiVersion }) => kind === 'RolloutPlan' && apiVersion.startsWith('signalbox/'))
    .map(readRolloutPlan);
}

function readRolloutPlan({ metadata, spec, source }: ConfigObject<string, unknown>): RolloutPlan {
  const field: Field = { value: spec ?? {}, source: sourceInside(source, 'spec'), problems: [] };
  takeMapping(field, ['rule', 'subsets', 'managedRoutes', 'steps', 'requests']);
  const rule = readRule(child(field, 'rule'), metadata.namespace);
  const subsets = readSubsets(child(field, 'subsets'), rule);
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    rule,
    subsets,
    managedRoutes: takeList(child(field, 'managedRoutes')).flatMap((item) => takeText(item) ?? []),
    steps: takeList(child(field, 'steps')).map((item) => readStep(item, subsets, rule.kind)),
    requests: takeList(child(field, 'requests')).flatMap((item, index) => readMixedRequest(item, index) ?? []),
    problems: field.problems,
    source,
  };
}
