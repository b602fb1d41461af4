import type { RouteAction } from './config.ts';
import { percentOf } from './fractional-percent.ts';
import type { Trace } from './trace.ts';
import type { UpstreamClusters } from './upstream-cluster.ts';

/**
 * The copies that a forwarded request leaves behind. Without a fraction everything is copied; a cluster that is missing or empty is skipped in
 * silence (istio-semantics R5.31, R5.32).
 */
export function requestMirrors(action: RouteAction, clusters: UpstreamClusters): Trace['mirrors'] {
  return (action.requestMirrorPolicies ?? []).flatMap((policy) => {
    const cluster = clusters.find(policy.cluster);
    const percent = policy.runtimeFraction ? percentOf(policy.runtimeFraction.defaultValue) : 100;
    if (!cluster || !clusters.hasHost(cluster) || percent === 0) return [];
    return [{ cluster: policy.cluster, percent, source: policy.source ?? null }];
  });
}
