import { routeRequest } from '../envoy/route-request.ts';
import { parseClusterName } from '../pilot/cluster-name.ts';
import { dial } from '../pilot/dial.ts';
import { createPushContext, type PushContext } from '../pilot/push-context.ts';
import { requestedAuthority } from '../pilot/split-url.ts';
import type { Answer } from '../rollout/expected-traffic.ts';
import { isDestination } from '../rollout/destination-rows.ts';
import { hostOf } from '../rollout/missing-subsets.ts';
import { plannedRule } from '../rollout/planned-rule.ts';
import type { MixedRequest, RolloutPlan } from '../rollout/rollout-plan.ts';
import { callerProxy, type CallerCache } from '../routetest/run-route-test.ts';
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
  const requests = mix.flatMap(({ request }) => requestedAuthority(request.url) ?? []);
  // Assumed services have the ports that requests name.
  const push = asked.assumed ? createPushContext(decoded.config, { assume, version, requests }) : asked;
  const callers: CallerCache = new Map();
  const versionOf = versionsOf(push, plan);
  return ({ from, request }) => {
    const { proxy, compiled } = callerProxy(push, from, callers);
    const { destinations, clusters, fault } = routeRequest(compiled, dial(push, proxy, request));
    // An aborted request reaches no version; nor does one whose cluster is not there, or has nobody to send to.
    const passing = 1 - (fault?.abort?.percent ?? 0) / 100;
    return destinations.flatMap(({ cluster, percent, outcome }, index) => {
      const share = (percent / 100) * passing;
      const isServed = clusters[index] && !outcome.flags.includes('UH');
      return isServed ? [{ version: versionOf(cluster), share }] : [];
    });
  };
}

/** Which version a cluster is of: by host, subset and, where the plan says one, port. */
function versionsOf({ config }: PushContext, plan: RolloutPlan): (cluster: string) => string | null {
  const found = plannedRule(config, plan);
  if (!found.ok) return () => null;
  const { namespace } = found.object.metadata;
  return (cluster) => {
    const identity = parseClusterName(cluster);
    if (!identity) return null;
    const { host, subset, port } = identity;
    const reached = { host, subset, port: { number: port } };
    const version = plan.subsets.find((planned) =>
      isDestination(reached, { ...planned.destination, host: hostOf(planned, found) }, namespace),
    );
    return version?.name ?? null;
  };
}
