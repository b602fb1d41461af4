import type { IstioConfig } from '../../istio/config.ts';
import { stepsWithoutRouting } from '../read-step.ts';
import type { RolloutPlan, StepAction } from '../rollout-plan.ts';
import { sendsToBackends } from '../rule-kind.ts';
import { managedRouteNames, stepState } from '../step-state.ts';
import { stepValue } from '../step-value.ts';
import { argoGatewayApi, pluginRefusal } from './argo-gateway-api.ts';
import { argoIstio } from './argo-istio.ts';
import type { Converted } from './converted.ts';

/**
 * A plan as a Rollout of Argo Rollouts (`argoproj.io/v1alpha1`) with canary steps, and the traffic routing of Istio or, for a route of the Gateway API, of
 * Argo's plugin. Argo knows two versions: two subsets of one DestinationRule, or two Services. What it cannot say is in `lost`, and so is what the plan does
 * not know and Argo wants.
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
  const isByPlugin = sendsToBackends(plan.rule.kind);
  if (managedRoutes.length > 0 && !isByPlugin)
    lost.push(
      'Argo puts header and mirror routes before all rules, without the conditions and policies of the plan’s rule.',
    );
  const nothing = { services: {}, routing: {} };
  const versions =
    stable && canary
      ? isByPlugin
        ? argoGatewayApi(stable, canary, plan, lost)
        : argoIstio(stable, canary, plan, config, lost)
      : nothing;
  const value = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: plan.name, namespace: plan.namespace },
    spec: {
      strategy: {
        canary: {
          ...versions.services,
          trafficRouting: { ...(managedRoutes.length > 0 ? { managedRoutes } : {}), ...versions.routing },
          steps,
        },
      },
    },
  };
  return { value, lost };
}

function argoStep(step: StepAction, plan: RolloutPlan, lost: string[]): readonly object[] {
  const canary = plan.subsets[1]?.name ?? '';
  switch (step.type) {
    case 'setWeight':
      return [{ setWeight: Object.hasOwn(step.weights, canary) ? step.weights[canary] : 0 }];
    case 'setHeaderRoute':
    case 'setMirrorRoute': {
      const refusal = pluginRefusal(plan, step);
      if (refusal !== null) {
        lost.push(refusal);
        return [];
      }
      if (step.subset === canary) return [stepValue(plan, step)];
      lost.push(
        `Argo sends header and mirror routes to the canary alone; route ${step.name} to ${step.subset} is left out.`,
      );
      return [];
    }
    case 'pause':
      return [stepValue(plan, step)];
    case 'other':
      if (stepsWithoutRouting.has(step.name)) return [stepValue(plan, step)];
      lost.push('A step that cannot be read is left out.');
      return [];
  }
}
