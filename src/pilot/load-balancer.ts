import type { Cluster } from '../envoy/config.ts';
import type { ConsistentHashLB, LoadBalancerSettings } from '../istio/destination-rule.ts';
import { protobufDuration } from './duration.ts';

type Balancing = Pick<
  Cluster,
  'lbPolicy' | 'ringHashLbConfig' | 'maglevLbConfig' | 'leastRequestLbConfig' | 'roundRobinLbConfig'
>;

/**
 * How a cluster picks an endpoint (istio-semantics R8.16, R8.17, R8.21; cluster_traffic_policy.go:applyLoadBalancer): fewest requests unless something
 * else is written. PASSTHROUGH is no way of picking but another type of cluster.
 */
export function balancingOf(settings: LoadBalancerSettings = {}): Balancing {
  if (settings.consistentHash) return hashing(settings.consistentHash);
  if (settings.simple === 'RANDOM') return { lbPolicy: 'RANDOM' };
  const slowStartConfig = slowStart(settings);
  if (settings.simple === 'ROUND_ROBIN') return slowStartConfig ? { roundRobinLbConfig: { slowStartConfig } } : {};
  return { lbPolicy: 'LEAST_REQUEST', ...(slowStartConfig && { leastRequestLbConfig: { slowStartConfig } }) };
}

function hashing({ maglev, ringHash, minimumRingSize }: ConsistentHashLB): Balancing {
  if (maglev) {
    const { tableSize } = maglev;
    return { lbPolicy: 'MAGLEV', ...(tableSize && { maglevLbConfig: { tableSize: String(tableSize) } }) };
  }
  const size = ringHash ? ringHash.minimumRingSize : minimumRingSize || 1024;
  return { lbPolicy: 'RING_HASH', ...(size && { ringHashLbConfig: { minimumRingSize: String(size) } }) };
}

function slowStart({ warmup, warmupDurationSecs }: LoadBalancerSettings) {
  const slowStartWindow = protobufDuration(warmup?.duration ?? warmupDurationSecs ?? '');
  if (slowStartWindow === null) return null;
  if (!warmup) return { slowStartWindow };
  const { aggression = 1, minimumPercent = 10 } = warmup;
  return { slowStartWindow, aggression: { defaultValue: aggression }, minWeightPercent: { value: minimumPercent } };
}
