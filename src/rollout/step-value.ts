import { writtenBackend } from './backend-host.ts';
import type { PlannedRule, PlannedSubset, RolloutPlan, StepAction } from './rollout-plan.ts';
import { ruleKinds, sendsToBackends } from './rule-kind.ts';

type Value = Readonly<Record<string, unknown>>;

/** A step as it is written in the plan's text: what reading gives back as the same step. */
export function stepValue({ subsets }: Pick<RolloutPlan, 'subsets'>, step: StepAction): Value {
  const canary = subsets[1]?.name;
  switch (step.type) {
    case 'setWeight': {
      const entries = Object.entries(step.weights);
      const [first] = entries;
      return { setWeight: first && entries.length === 1 && first[0] === canary ? first[1] : step.weights };
    }
    case 'pause':
      return { pause: step.duration === null ? {} : { duration: step.duration } };
    case 'setHeaderRoute':
      return { setHeaderRoute: { name: step.name, ...matchAndSubset(step, canary) } };
    case 'setMirrorRoute': {
      const percentage = step.percentage === 100 ? {} : { percentage: step.percentage };
      return { setMirrorRoute: { name: step.name, ...percentage, ...matchAndSubset(step, canary) } };
    }
    case 'other':
      return step.name === '' ? {} : { [step.name]: step.value };
  }
}

function matchAndSubset(
  { match, subset }: { readonly match: readonly unknown[] | null; readonly subset: string },
  canary: string | undefined,
): Value {
  return { ...(match === null ? {} : { match }), ...(subset === canary ? {} : { subset }) };
}

/** A whole plan, but for its mix of requests, as the value of its document. */
export function planValue(
  plan: Omit<RolloutPlan, 'source' | 'problems' | 'steps' | 'requests'> & { readonly steps: readonly StepAction[] },
): Value {
  const { name, namespace, rule, subsets, managedRoutes, steps } = plan;
  const { objectField, ruleField } = ruleKinds[rule.kind];
  return {
    apiVersion: 'signalbox/v1',
    kind: 'RolloutPlan',
    metadata: { name, namespace },
    spec: {
      rule: {
        ...(rule.namespace === namespace ? {} : { namespace: rule.namespace }),
        [objectField]: rule.name,
        ...(rule.which === null ? {} : { [ruleField]: rule.which }),
      },
      subsets: subsets.map((subset) => (sendsToBackends(rule.kind) ? backendValue(subset, rule) : subsetValue(subset))),
      ...(managedRoutes.length > 0 ? { managedRoutes } : {}),
      steps: steps.map((step) => stepValue(plan, step)),
    },
  };
}

/** The mere name where that says it all. */
function subsetValue({ name, destination, labels }: PlannedSubset): string | Value {
  const { host, subset, port } = destination;
  const isPlain = host === undefined && subset === name && port === undefined && labels === null;
  if (isPlain) return name;
  return {
    name,
    ...(host === undefined ? {} : { host }),
    ...(subset === undefined || (subset === name && host === undefined) ? {} : { subset }),
    ...(port?.number === undefined ? {} : { port: port.number }),
    ...(labels === null ? {} : { labels }),
  };
}

/** The mere name where that is the Service's. */
function backendValue({ name, destination }: PlannedSubset, { namespace }: PlannedRule): string | Value {
  const { host, kind } = writtenBackend(destination.host ?? '', namespace);
  const port = destination.port?.number;
  if (host === name && kind === undefined && port === undefined) return name;
  return {
    name,
    ...(host === name ? {} : { host }),
    ...(kind === undefined ? {} : { kind }),
    ...(port === undefined ? {} : { port }),
  };
}
