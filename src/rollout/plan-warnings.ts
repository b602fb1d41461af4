import type { IstioConfig } from '../istio/config.ts';
import type { DestinationRule, LoadBalancerSettings } from '../istio/destination-rule.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import { fullHostName } from './full-host-name.ts';
import { destinationRulesOf, hostOf, missingSubsets } from './missing-subsets.ts';
import { plannedRule, type FoundRule } from './planned-rule.ts';
import type { RolloutPlan } from './rollout-plan.ts';

/** Something that makes the plan say what will not happen. `source` is the cause. */
export type PlanWarning = {
  readonly type: 'rule' | 'consistentHash' | 'passesBy' | 'missingSubset';
  readonly message: string;
  readonly source: Source;
};

/** What keeps the plan from doing what it says: see each warning. */
export function planWarnings(config: IstioConfig, plan: RolloutPlan): readonly PlanWarning[] {
  const found = plannedRule(config, plan);
  if (!found.ok) return [{ type: 'rule', message: found.message, source: sourceInside(plan.source, 'spec', 'rule') }];
  return [
    ...undefinedSubsets(config, plan, found),
    ...stickySessions(config, plan, found),
    ...callersPassingBy(plan, found),
    ...gatewaysPassingBy(config, plan, found),
  ];
}

function undefinedSubsets(config: IstioConfig, plan: RolloutPlan, found: FoundRule): readonly PlanWarning[] {
  return missingSubsets(config, plan, found)
    .filter(({ subset, destinationRule }) => subset.labels === null || destinationRule === null)
    .map(({ subset, host }) => ({
      type: 'missingSubset',
      message: `No DestinationRule for ${host} has the subset ${subset.destination.subset}: its share is answered with 503 (NC).`,
      source: sourceInside(plan.source, 'spec', 'subsets', plan.subsets.indexOf(subset)),
    }));
}

/** A hash picks the pod inside the version; the version is drawn anew for every request (istio-semantics R4.10). */
function stickySessions(config: IstioConfig, plan: RolloutPlan, found: FoundRule): readonly PlanWarning[] {
  const { namespace } = found.virtualService.metadata;
  const hosts = new Set(plan.subsets.map((subset) => fullHostName(hostOf(subset, found), namespace)));
  const rules = new Set([...hosts].flatMap((host) => destinationRulesOf(config, host)));
  return [...rules]
    .filter(({ spec }) => loadBalancersOf(spec).some(({ consistentHash }) => consistentHash !== undefined))
    .map(({ spec, source }) => ({
      type: 'consistentHash',
      message: `Sessions of ${spec.host} are sticky (consistentHash), but only to a pod within a version: a user may change version from one request to the next.`,
      source,
    }));
}

function loadBalancersOf({ trafficPolicy, subsets = [] }: DestinationRule): readonly LoadBalancerSettings[] {
  const policies = [trafficPolicy, ...subsets.map((subset) => subset.trafficPolicy)];
  return policies.flatMap((policy) =>
    [policy, ...(policy?.portLevelSettings ?? [])].flatMap((part) => part?.loadBalancer ?? []),
  );
}

/** A VirtualService is for the gateways it names, `mesh` being all sidecars and the default (istio-semantics R1). */
function callersPassingBy({ requests }: RolloutPlan, { virtualService }: FoundRule): readonly PlanWarning[] {
  const { metadata, spec, source } = virtualService;
  const gateways = spec.gateways ?? [];
  const isForMesh = gateways.length === 0 || gateways.includes('mesh');
  const isForGateways = gateways.some((gateway) => gateway !== 'mesh');
  const name = `VirtualService ${metadata.namespace}/${metadata.name}`;
  const undeclared = isForMesh
    ? []
    : [
        warning(
          `${name} is for gateways alone: callers inside the mesh do not use it.`,
          sourceInside(source, 'spec', 'gateways'),
        ),
      ];
  const asked = requests.flatMap((request) => {
    const isGateway = 'gateway' in request.from;
    if (isGateway ? isForGateways : isForMesh) return [];
    const reason = isGateway ? 'it is for sidecars alone' : 'it is for gateways alone';
    return warning(`The caller of “${request.name}” does not use ${name}: ${reason}.`, request.source);
  });
  return asked.length > 0 ? asked : undeclared;
}

/** A gateway that another VirtualService sends to the host by itself never asks the mesh's rules of that host. */
function gatewaysPassingBy(config: IstioConfig, plan: RolloutPlan, found: FoundRule): readonly PlanWarning[] {
  const { namespace } = found.virtualService.metadata;
  const hosts = new Set(plan.subsets.map((subset) => fullHostName(hostOf(subset, found), namespace)));
  return config.virtualServices
    .filter(({ spec, source }) => source !== found.virtualService.source && (spec.gateways ?? []).some(isGateway))
    .flatMap(({ metadata, spec, source }) => {
      const rows = (spec.http ?? []).flatMap(({ route = [] }) => route);
      const isSent = rows.some(({ destination }) => hosts.has(fullHostName(destination.host, metadata.namespace)));
      if (!isSent) return [];
      const gateways = (spec.gateways ?? []).filter(isGateway).join(', ');
      return warning(
        `Requests by way of ${gateways} are sent on by VirtualService ${metadata.namespace}/${metadata.name}; the steps of this plan do not move them.`,
        source,
      );
    });
}

function isGateway(name: string): boolean {
  return name !== 'mesh';
}

function warning(message: string, source: Source): PlanWarning {
  return { type: 'passesBy', message, source };
}
