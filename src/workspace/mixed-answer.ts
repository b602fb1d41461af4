import { routeRequest } from '../envoy/route-request.ts';
import { parseClusterName } from '../pilot/cluster-name.ts';
import { dial } from '../pilot/dial.ts';
import { createPushContext, type PushContext } from '../pilot/push-context.ts';
import type { Answer } from '../rollout/expected-traffic.ts';
import { fullHostName } from '../rollout/full-host-name.ts';
import { hostOf } from '../rollout/missing-subsets.ts';
import { plannedRule } from '../rollout/planned-rule.ts';
import type { MixedRequest, RolloutPlan } from '../rollout/rollout-plan.ts';
import { callerProxy, type CallerCache } from '../routetest/run-route-test.ts';
import { authorityOf } from './answer.ts';
import type { WorkspaceState } from './workspace.ts';

/**
 * How requests of a plan's mix are answered by the configuration at hand: both engines are asked, so header routes, other rules, faults and missing
 * subsets all have their part. Destinations that are none of the plan's versions have no name.
 */
export function mixedAnswers(
  { push: asked, assume, version, decoded }: Pick<WorkspaceState, 'push' | 'assume' | 'version' | 'decoded'>,
  plan: RolloutPlan,
  mix: readonly MixedRequest[],
): (request: MixedRequest) => Answer {
  const requests = mix.flatMap(({ request }) => authorityOf(request.url) ?? []);
  // Assumed services have the ports that requests name.
  const push = asked.assumed ? createPushContext(decoded.config, { assume, version, requests }) : asked;
  const callers: CallerCache = new Map();
  const versions = versionsOf(push, plan);
  return ({ from, request }) => {
    const { proxy, compiled } = callerProxy(push, from, callers);
    const { destinations, clusters, fault } = routeRequest(compiled, dial(push, proxy, request));
    // An aborted request reaches no version; nor does one whose cluster is not there.
    const passing = 1 - (fault?.abort?.percent ?? 0) / 100;
    return destinations.flatMap(({ cluster, percent }, index) => {
      const share = (percent / 100) * passing;
      return clusters[index] ? [{ version: versions.get(keyOf(cluster)) ?? null, share }] : [];
    });
  };
}

/** The versions' names by host and subset. */
function versionsOf({ config }: PushContext, plan: RolloutPlan): ReadonlyMap<string, string> {
  const found = plannedRule(config, plan);
  if (!found.ok) return new Map();
  const { namespace } = found.virtualService.metadata;
  return new Map(
    plan.subsets.map((subset) => {
      const host = fullHostName(hostOf(subset, found), namespace);
      return [`${host}/${subset.destination.subset ?? ''}`, subset.name];
    }),
  );
}

function keyOf(cluster: string): string {
  const identity = parseClusterName(cluster);
  return identity ? `${identity.host}/${identity.subset}` : cluster;
}
