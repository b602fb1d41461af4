import type { IstioConfig } from '../../istio/config.ts';
import { fullHostName } from '../full-host-name.ts';
import { destinationRulesOf } from '../missing-subsets.ts';
import { plannedRule } from '../planned-rule.ts';
import type { PlannedSubset, RolloutPlan, StepAction } from '../rollout-plan.ts';
import { stepsWithoutRouting } from '../read-step.ts';
import { managedRouteNames, stepState } from '../step-state.ts';
import { stepValue } from '../step-value.ts';
import type { Converted } from './converted.ts';

/**
 * A plan as a Rollout of Argo Rollouts (`argoproj.io/v1alpha1`) with canary steps and Istio's traffic routing. Argo knows two versions: two subsets of one
 * DestinationRule, or two Services. What it cannot say is in `lost`, and so is what the plan does not know and Argo wants.
 */
export function exportArgoRollout(plan: RolloutPlan, config: IstioConfig): Converted {
  const lost: string[] = [
    'The plan does not know the workload: give the Rollout spec.workloadRef, or spec.selector and spec.template.',
  ];
  const [stable, canary, ...others] = plan.subsets;
  for (const { name } of others)
    lost.push(`Argo knows a stable and a canary version; the weights of ${name} are left out.`);
  for (const { name, labels } of plan.subsets)
    if (labels) lost.push(`Argo sets the labels of subset ${name} itself; those of the plan are left out.`);
  if (plan.requests.length > 0) lost.push('The mix of requests is left out.');
  const steps = plan.steps.flatMap((step) => argoStep(step, plan, lost));
  const end = stepState(plan, plan.steps.length);
  if (end.weights[1]?.weight !== 100) lost.push('Argo gives everything to the canary after the last step.');
  if (end.routes.length > 0) lost.push('Argo removes all header and mirror routes after the last step.');
  const managedRoutes = managedRouteNames(plan).map((name) => ({ name }));
  if (managedRoutes.length > 0)
    lost.push(
      'Argo puts header and mirror routes before all rules, without the conditions and policies of the plan’s rule.',
    );
  const versions = stable && canary ? argoVersions(stable, canary, plan, config, lost) : { services: {}, rule: {} };
  const value = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: plan.name, namespace: plan.namespace },
    spec: {
      strategy: {
        canary: {
          ...versions.services,
          trafficRouting: {
            ...(managedRoutes.length > 0 ? { managedRoutes } : {}),
            istio: { virtualService: argoVirtualService(plan, lost), ...versions.rule },
          },
          steps,
        },
      },
    },
  };
  return { value, lost };
}

/** In another namespace it is `name.namespace` (argo-rollouts utils/istio: GetVirtualServiceNamespaceName). */
function argoVirtualService({ rule, namespace }: RolloutPlan, lost: string[]): Readonly<Record<string, unknown>> {
  const name = rule.namespace === namespace ? rule.virtualService : `${rule.virtualService}.${rule.namespace}`;
  if (typeof rule.http === 'number')
    lost.push('Argo finds a rule by its name; give the rule a name, and say it in routes.');
  return typeof rule.http === 'string' ? { name, routes: [rule.http] } : { name };
}

function argoVersions(
  stable: PlannedSubset,
  canary: PlannedSubset,
  plan: RolloutPlan,
  config: IstioConfig,
  lost: string[],
): { readonly services: object; readonly rule: object } {
  const [from, to] = [stable.destination, canary.destination];
  if (from.port || to.port) lost.push('Argo leaves ports to the rule; those of the plan are left out.');
  if (from.host !== undefined && to.host !== undefined && from.host !== to.host) {
    if (from.subset !== undefined || to.subset !== undefined)
      lost.push('Argo tells versions apart by Services or by subsets; the subsets of the two Services are left out.');
    return { services: { stableService: from.host, canaryService: to.host }, rule: {} };
  }
  const found = plannedRule(config, plan);
  const host = from.host ?? to.host ?? (found.ok ? found.rule.route?.[0]?.destination.host : undefined);
  const [destinationRule] =
    host === undefined ? [] : destinationRulesOf(config, fullHostName(host, plan.rule.namespace));
  if (!destinationRule) lost.push('No DestinationRule of the host is known; put its name in destinationRule.name.');
  else if (destinationRule.metadata.namespace !== plan.namespace)
    lost.push('Argo looks for the DestinationRule in the namespace of the Rollout; it is in another one.');
  return {
    services: {},
    rule: {
      destinationRule: {
        name: destinationRule?.metadata.name ?? host?.split('.')[0] ?? plan.rule.virtualService,
        canarySubsetName: to.subset ?? canary.name,
        stableSubsetName: from.subset ?? stable.name,
      },
    },
  };
}

function argoStep(step: StepAction, plan: RolloutPlan, lost: string[]): readonly object[] {
  const canary = plan.subsets[1]?.name ?? '';
  switch (step.type) {
    case 'setWeight':
      return [{ setWeight: Object.hasOwn(step.weights, canary) ? step.weights[canary] : 0 }];
    case 'setHeaderRoute':
    case 'setMirrorRoute':
      if (step.subset === canary) return [stepValue(plan, step)];
      lost.push(
        `Argo sends header and mirror routes to the canary alone; route ${step.name} to ${step.subset} is left out.`,
      );
      return [];
    case 'pause':
      return [stepValue(plan, step)];
    case 'other':
      if (stepsWithoutRouting.has(step.name)) return [stepValue(plan, step)];
      lost.push('A step that cannot be read is left out.');
      return [];
  }
}
