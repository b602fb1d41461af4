import type { IstioConfig } from '../istio/config.ts';
import type { DestinationRule, LoadBalancerSettings } from '../istio/destination-rule.ts';
import { destinationRulesOf } from '../istio/destination-rules-of.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import { foreignRules } from './foreign-rules.ts';
import { missingServices } from './missing-services.ts';
import { missingSubsets, versionHosts } from './missing-subsets.ts';
import { passingBy } from './passing-by.ts';
import { plannedRule, type FoundRule } from './planned-rule.ts';
import type { RolloutPlan } from './rollout-plan.ts';
import { foreignWords } from './rule-words.ts';
import { takenRequests } from './taken-requests.ts';
import { ruleKinds, sendsToBackends } from './rule-kind.ts';

/** Something that makes the plan say what will not happen. `source` is the cause. */
export type PlanWarning = {
  readonly type:
    | 'rule'
    | 'consistentHash'
    | 'passesBy'
    | 'missingSubset'
    | 'missingService'
    | 'precedence'
    | 'foreignRule';
  readonly message: string;
  readonly source: Source;
};

/** What keeps the plan from doing what it says: see each warning. */
export function planWarnings(config: IstioConfig, plan: RolloutPlan): readonly PlanWarning[] {
  const found = plannedRule(config, plan);
  if (!found.ok) return [{ type: 'rule', message: found.message, source: sourceInside(plan.source, 'spec', 'rule') }];
  return [
    ...(sendsToBackends(found.kind) ? missingServices(config, plan, found) : undefinedSubsets(config, plan, found)),
    ...stickySessions(config, plan, found),
    ...namedAlike(plan, found),
    ...takenRequests(plan, found),
    ...passingBy(config, plan, found),
  ];
}

function namedAlike(plan: RolloutPlan, found: FoundRule): readonly PlanWarning[] {
  return foreignRules(plan, found).map(({ name, index }) => ({
    type: 'foreignRule',
    message: foreignWords(name, plan.rule),
    source: sourceInside(found.object.source, 'spec', ruleKinds[found.kind].list, index),
  }));
}

function undefinedSubsets(config: IstioConfig, plan: RolloutPlan, found: FoundRule): readonly PlanWarning[] {
  const isHttp = ruleKinds[found.kind].carries === 'requests';
  const consequence = isHttp ? 'its share is answered with 503 (NC)' : 'its share of connections is closed (NC)';
  return missingSubsets(config, plan, found)
    .filter(({ subset, destinationRule }) => subset.labels === null || destinationRule === null)
    .map(({ subset, host }) => ({
      type: 'missingSubset',
      message: `No DestinationRule for ${host} has the subset ${subset.destination.subset}: ${consequence}.`,
      source: sourceInside(plan.source, 'spec', 'subsets', plan.subsets.indexOf(subset)),
    }));
}

/** A hash picks the pod inside the version; the version is drawn anew for every request or connection (istio-semantics R4.10). */
function stickySessions(config: IstioConfig, plan: RolloutPlan, found: FoundRule): readonly PlanWarning[] {
  const rules = new Set([...versionHosts(plan, found)].flatMap((host) => destinationRulesOf(config, host)));
  const unit = ruleKinds[found.kind].carries === 'requests' ? 'request' : 'connection';
  return [...rules]
    .filter(({ spec }) => loadBalancersOf(spec).some(({ consistentHash }) => consistentHash !== undefined))
    .map(({ spec, source }) => ({
      type: 'consistentHash',
      message: `Sessions of ${spec.host} are sticky (consistentHash), but only to a pod within a version: a user may change version from one ${unit} to the next.`,
      source,
    }));
}

function loadBalancersOf({ trafficPolicy, subsets = [] }: DestinationRule): readonly LoadBalancerSettings[] {
  const policies = [trafficPolicy, ...subsets.map((subset) => subset.trafficPolicy)];
  return policies.flatMap((policy) =>
    [policy, ...(policy?.portLevelSettings ?? [])].flatMap((part) => part?.loadBalancer ?? []),
  );
}
