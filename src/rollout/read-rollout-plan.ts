import type { ConfigObject } from '../istio/config.ts';
import { readList, readMapping } from '../istio/field-reader.ts';
import { child, type Field } from '../istio/field.ts';
import type { ScalarText } from '../istio/read-headers.ts';
import { sourceInside } from '../istio/source.ts';
import { takeText } from './plan-field.ts';
import { readMixedRequest } from './read-mixed-request.ts';
import { readRule } from './read-rule.ts';
import { readStep } from './read-step.ts';
import { readSubsets } from './read-subsets.ts';
import type { RolloutPlan } from './rollout-plan.ts';

/**
 * The RolloutPlan documents among objects of any kind (`IstioConfig.others`). Tolerant: what cannot be read is in the plan's problems. `text` gives plain
 * scalars as they are written, for header values.
 */
export function readRolloutPlans(
  objects: readonly ConfigObject<string, unknown>[],
  text: ScalarText = () => null,
): RolloutPlan[] {
  return objects
    .filter(({ kind, apiVersion }) => kind === 'RolloutPlan' && apiVersion.startsWith('signalbox/'))
    .map((object) => readRolloutPlan(object, text));
}

function readRolloutPlan({ metadata, spec, source }: ConfigObject<string, unknown>, text: ScalarText): RolloutPlan {
  const field: Field = { value: spec ?? {}, source: sourceInside(source, 'spec'), problems: [] };
  readMapping(field, ['rule', 'subsets', 'managedRoutes', 'steps', 'requests']);
  const rule = readRule(child(field, 'rule'), metadata.namespace);
  const subsets = readSubsets(child(field, 'subsets'), rule);
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    rule,
    subsets,
    managedRoutes: readList(child(field, 'managedRoutes')).flatMap((item) => takeText(item) ?? []),
    steps: readList(child(field, 'steps')).map((item) => readStep(item, subsets, rule.kind)),
    requests: readList(child(field, 'requests')).flatMap((item, index) => readMixedRequest(item, index, text) ?? []),
    problems: field.problems,
    source,
  };
}
