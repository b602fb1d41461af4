import type { IstioConfig } from '../istio/config.ts';
import { sourceInside } from '../istio/source.ts';
import { backendWords, serviceOf } from './backend-host.ts';
import type { PlanWarning } from './plan-warnings.ts';
import type { FoundRule } from './planned-rule.ts';
import type { PlannedSubset, RolloutPlan } from './rollout-plan.ts';
import { ruleKinds } from './rule-kind.ts';

/**
 * Backends of a plan for a rule of the Gateway API that nothing in the workspace declares: their share is answered with 500 (istio-semantics R11.5), or its
 * connections are closed. Nothing is told of a workspace without any Service, whose Services are assumed (design §3).
 */
export function missingServices(config: IstioConfig, plan: RolloutPlan, found: FoundRule): readonly PlanWarning[] {
  if (config.services.length === 0) return [];
  const { namespace } = found.object.metadata;
  return plan.subsets.flatMap((subset, index) => {
    const reason = missing(config, subset, found);
    if (reason === null) return [];
    const source = sourceInside(plan.source, 'spec', 'subsets', index);
    const isHttp = ruleKinds[found.kind].carries === 'requests';
    const consequence = isHttp ? `its share is answered with ${reason.status}` : 'its share of connections is closed';
    const words = reason.words(backendWords(subset.destination.host ?? '', namespace));
    return { type: 'missingService', message: `${words}: ${consequence}.`, source };
  });
}

type Missing = { readonly status: string; readonly words: (backend: string) => string };

/** What is missing of a version's backend: all of it, or its port. */
function missing(config: IstioConfig, { destination }: PlannedSubset, found: FoundRule): Missing | null {
  const host = destination.host ?? '';
  const name = serviceOf(host);
  if (!name) {
    const isKnown = config.serviceEntries.some(({ spec }) => spec.hosts.includes(host));
    return isKnown ? null : { status: '500', words: (words) => `No ServiceEntry has the host ${words}` };
  }
  const service = config.services.find(
    ({ metadata }) => metadata.name === name.name && metadata.namespace === name.namespace,
  );
  if (!service) return { status: '500', words: () => `There is no Service ${name.name} in ${name.namespace}` };
  const port = destination.port?.number ?? found.destinations[0]?.port?.number;
  const ports = service.spec.ports ?? [];
  if (port === undefined || ports.some((one) => one.port === port)) return null;
  return { status: '503 (NC)', words: (words) => `Service ${words} has no port ${port}` };
}
