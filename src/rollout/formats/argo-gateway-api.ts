import { serviceOfHost } from '../../istio/service-host.ts';
import type { PlannedSubset, RolloutPlan, StepAction } from '../rollout-plan.ts';
import { ruleKinds } from '../rule-kind.ts';
import type { ArgoRouting } from './argo-routing.ts';

/** The name of Argo's plugin for routes of the Gateway API (argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi). */
export const gatewayApiPlugin = 'argoproj-labs/gatewayAPI';

/** Traffic routing by the plugin: two Services, and the route that names them. What it cannot say is added to `lost`. */
export function argoGatewayApi(
  stable: PlannedSubset,
  canary: PlannedSubset,
  { rule, namespace, steps }: RolloutPlan,
  lost: string[],
): ArgoRouting {
  lost.push(`Argo moves routes of the Gateway API by its plugin ${gatewayApiPlugin}; it has to be installed.`);
  if (stable.destination.port || canary.destination.port)
    lost.push('Argo leaves ports to the rule; those of the plan are left out.');
  if (typeof rule.which === 'number')
    lost.push(
      'The plugin finds a rule by its name, and without one moves every rule that names both Services; give the rule a name, and say it in ruleName.',
    );
  const hasHeaderRoutes = steps.some(({ type }) => type === 'setHeaderRoute');
  const route = {
    name: rule.name,
    ...(hasHeaderRoutes ? { useHeaderRoutes: true } : {}),
    ...(typeof rule.which === 'string' ? { ruleName: rule.which } : {}),
  };
  const { objectField } = ruleKinds[rule.kind];
  return {
    services: {
      stableService: argoService(stable, namespace, lost),
      canaryService: argoService(canary, namespace, lost),
    },
    routing: { plugins: { [gatewayApiPlugin]: { [`${objectField}s`]: [route], namespace: rule.namespace } } },
  };
}

/** Why a step is left out: the plugin mirrors in HTTPRoutes alone (its docs/features/mirror-routing.md). */
export function pluginRefusal({ rule }: RolloutPlan, step: StepAction): string | null {
  return step.type === 'setMirrorRoute' && rule.kind === 'grpcRoute'
    ? `Argo’s plugin mirrors in HTTPRoutes alone; route ${step.name} is left out.`
    : null;
}

function argoService({ name, destination: { host = '' } }: PlannedSubset, namespace: string, lost: string[]): string {
  const service = serviceOfHost(host);
  if (!service) lost.push(`Argo’s versions are Services; the host of ${name} is none.`);
  else if (service.namespace !== namespace)
    lost.push(`Argo looks for Services in the namespace of the Rollout; that of ${name} is in ${service.namespace}.`);
  return service?.name ?? host;
}
