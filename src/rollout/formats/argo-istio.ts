import type { IstioConfig } from '../../istio/config.ts';
import { destinationRulesOf } from '../../istio/destination-rules-of.ts';
import { resolveShortname } from '../../istio/host.ts';
import type { L4MatchAttributes, TLSMatchAttributes } from '../../istio/virtual-service.ts';
import { plannedRule } from '../planned-rule.ts';
import type { PlannedSubset, RolloutPlan } from '../rollout-plan.ts';
import { rulesOf } from '../rule-kind.ts';
import type { ArgoRouting } from './argo-routing.ts';

/** Traffic routing by a VirtualService: two subsets of one DestinationRule, or two Services. What it cannot say is added to `lost`. */
export function argoIstio(
  stable: PlannedSubset,
  canary: PlannedSubset,
  plan: RolloutPlan,
  config: IstioConfig,
  lost: string[],
): ArgoRouting {
  const virtualService = argoVirtualService(plan, config, lost);
  const [from, to] = [stable.destination, canary.destination];
  if (from.port || to.port) lost.push('Argo leaves ports to the rule; those of the plan are left out.');
  if (from.host !== undefined && to.host !== undefined && from.host !== to.host) {
    if (from.subset !== undefined || to.subset !== undefined)
      lost.push('Argo tells versions apart by Services or by subsets; the subsets of the two Services are left out.');
    return {
      services: { stableService: from.host, canaryService: to.host },
      routing: { istio: { virtualService } },
    };
  }
  const found = plannedRule(config, plan);
  const host = from.host ?? to.host ?? (found.ok ? found.destinations[0]?.host : undefined);
  const [destinationRule] =
    host === undefined ? [] : destinationRulesOf(config, resolveShortname(host, plan.rule.namespace));
  if (!destinationRule) lost.push('No DestinationRule of the host is known; put its name in destinationRule.name.');
  else if (destinationRule.metadata.namespace !== plan.namespace)
    lost.push('Argo looks for the DestinationRule in the namespace of the Rollout; it is in another one.');
  return {
    services: {},
    routing: {
      istio: {
        virtualService,
        destinationRule: {
          name: destinationRule?.metadata.name ?? host?.split('.')[0] ?? plan.rule.name,
          canarySubsetName: to.subset ?? canary.name,
          stableSubsetName: from.subset ?? stable.name,
        },
      },
    },
  };
}

/** In another namespace it is `name.namespace` (argo-rollouts utils/istio: GetVirtualServiceNamespaceName). */
function argoVirtualService(plan: RolloutPlan, config: IstioConfig, lost: string[]): Readonly<Record<string, unknown>> {
  const { rule, namespace } = plan;
  const name = rule.namespace === namespace ? rule.name : `${rule.name}.${rule.namespace}`;
  if (rule.kind !== 'http') return { name, ...connectionRoutes(plan, config, lost) };
  if (typeof rule.which === 'number')
    lost.push('Argo finds a rule by its name; give the rule a name, and say it in routes.');
  return typeof rule.which === 'string' ? { name, routes: [rule.which] } : { name };
}

/**
 * A rule without a name is found by one of its matches, given as it stands there: `tlsRoutes` by port and server names, `tcpRoutes` by port; the only rule
 * of its list needs neither (argo-rollouts docs/getting-started/istio).
 */
function connectionRoutes(plan: RolloutPlan, config: IstioConfig, lost: string[]): object {
  const found = plannedRule(config, plan);
  const { kind } = plan.rule;
  if (!found.ok) {
    lost.push(`Argo finds a ${kind} rule by its match, and the rule is not there; say it in ${kind}Routes.`);
    return {};
  }
  const { match = [] } = found.rule as { readonly match?: readonly (TLSMatchAttributes & L4MatchAttributes)[] };
  const { port, sniHosts } = match.find((one) => one.port !== undefined) ?? match[0] ?? {};
  if (kind === 'tls')
    return { tlsRoutes: [{ ...(port === undefined ? {} : { port }), ...(sniHosts ? { sniHosts } : {}) }] };
  if (port !== undefined) return { tcpRoutes: [{ port }] };
  if (rulesOf(found.object, kind).length > 1)
    lost.push('Argo finds a tcp rule by the port that it matches; the rule matches none, and is not the only one.');
  return {};
}
