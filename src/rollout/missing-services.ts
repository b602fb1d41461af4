import type { IstioConfig } from '../istio/config.ts';
import { serviceOfHost } from '../istio/service-host.ts';
import { sourceInside } from '../istio/source.ts';
import type { Destination } from '../istio/virtual-service.ts';
import { backendWords } from './backend-host.ts';
import { declaredService } from './declared-service.ts';
import type { PlanWarning } from './plan-warnings.ts';
import type { FoundRule } from './planned-rule.ts';
import type { PlannedSubset, RolloutPlan } from './rollout-plan.ts';
import { ruleKinds } from './rule-kind.ts';

/**
 * Backends of a plan for a rule of the Gateway API that nothing in the workspace declares, or not with that port: their share is answered with 500
 * (istio-semantics R11.5), or its connections are closed. Nothing is told of a workspace without any Service, whose Services are assumed (design §3).
 */
export function missingServices(config: IstioConfig, plan: RolloutPlan, found: FoundRule): readonly PlanWarning[] {
  if (config.services.length === 0) return [];
  const isHttp = ruleKinds[found.kind].carries === 'requests';
  const consequence = isHttp ? 'its share is answered with 500' : 'its share of connections is closed';
  return plan.subsets.flatMap((subset, index) => {
    const missing = missingWords(config, plan, subset, found);
    if (missing === null) return [];
    const source = sourceInside(plan.source, 'spec', 'subsets', index);
    return { type: 'missingService', message: `${missing}: ${consequence}.`, source };
  });
}

/** What is missing of a version's backend, all of it or its port; null where nothing is. */
function missingWords(
  config: IstioConfig,
  plan: RolloutPlan,
  { destination }: PlannedSubset,
  found: FoundRule,
): string | null {
  const { host = '' } = destination;
  const name = serviceOfHost(host);
  if (!name) {
    const isKnown = config.serviceEntries.some(({ spec }) => spec.hosts.includes(host));
    return isKnown ? null : `No ServiceEntry has the host ${host}`;
  }
  const service = declaredService(config, host);
  if (!service) return `There is no Service ${name.name} in ${name.namespace}`;
  const row = found.destinations.find((written) => written.host === host);
  const port = destination.port ?? row?.port ?? stablePort(plan, found);
  const hasPort = !port || (service.spec.ports ?? []).some((one) => one.port === port.number);
  return hasPort ? null : `Service ${backendWords(host, found.object.metadata.namespace)} has no port ${port.number}`;
}

/** The port that a version without a row or a port of its own gets: that of the stable backend. */
function stablePort({ subsets: [stable] }: RolloutPlan, { destinations }: FoundRule): Destination['port'] {
  return (destinations.find(({ host }) => host === stable?.destination.host) ?? destinations[0])?.port;
}
