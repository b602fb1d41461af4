import type { PortTrafficPolicy, TrafficPolicy } from '../istio/destination-rule.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import type { ConsolidatedDestinationRule, Written } from './consolidated-destination-rule.ts';
import type { MeshSettings } from './mesh-defaults.ts';

/** The blocks of a traffic policy that are in force for one port. */
export type PortPolicy = Omit<TrafficPolicy, 'portLevelSettings'>;

/** The policy of one cluster and the places in the text that it was put together from. */
export type ClusterPolicy = { readonly policy: PortPolicy; readonly sources: readonly Source[] };

/**
 * The policy of a port's own cluster: the port's settings alone, else the top level; then the mesh's default connection pool and outlier detection where
 * it has none (istio-semantics R8.11, R8.14).
 */
export function portPolicyOf(
  mesh: MeshSettings,
  rule: ConsolidatedDestinationRule | null,
  port: number,
): ClusterPolicy {
  const written = rule?.trafficPolicy ? levelOf(rule.trafficPolicy, port) : null;
  const policy = { ...written?.policy };
  const { connectionPool, outlierDetection } = mesh.defaultTrafficPolicy ?? {};
  if (connectionPool) policy.connectionPool ??= connectionPool;
  if (outlierDetection) policy.outlierDetection ??= outlierDetection;
  return { policy, sources: written ? [written.source] : [] };
}

/**
 * The policy of a subset's cluster: its blocks replace those of the port's policy one by one; its own settings for the port replace load balancing,
 * connection pool, outlier detection and TLS even where they say nothing (istio-semantics R8.12, R8.13; destination_rule.go:MergeTrafficPolicy).
 */
export function subsetPolicyOf(
  base: ClusterPolicy,
  subset: Written<TrafficPolicy> | null,
  port: number,
): ClusterPolicy {
  if (!subset) return base;
  const { policy, isPortLevel, source } = levelOf(subset, port);
  const wiped = { loadBalancer: undefined, connectionPool: undefined, outlierDetection: undefined, tls: undefined };
  return {
    policy: { ...base.policy, ...(isPortLevel && wiped), ...policy },
    sources: [...base.sources, source],
  };
}

/** The settings for the port, or else the policy's top level; never a mixture. */
function levelOf({ value, source }: Written<TrafficPolicy>, port: number) {
  const { portLevelSettings = [], ...topLevel } = value;
  const index = portLevelSettings.findIndex((settings) => settings.port?.number === port);
  const settings: PortTrafficPolicy | undefined = portLevelSettings[index];
  if (!settings) return { policy: topLevel satisfies PortPolicy, isPortLevel: false, source };
  const { port: _port, ...policy } = settings;
  return {
    policy: policy satisfies PortPolicy,
    isPortLevel: true,
    source: sourceInside(source, 'portLevelSettings', index),
  };
}
