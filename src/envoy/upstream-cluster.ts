import type { Cluster, ProxyConfig } from './config.ts';
import { oncePerList } from './once-per-list.ts';

/** The clusters of a proxy by name, with what is known of their endpoints. */
export type UpstreamClusters = {
  readonly find: (name: string) => Cluster | null;
  /** Whether the balancer finds a host to send to. */
  readonly hasHost: (cluster: Cluster) => boolean;
};

/** Indexes clusters and endpoints. */
export function upstreamClusters(config: ProxyConfig): UpstreamClusters {
  return {
    find: (name) => clustersByName(config.clusters).get(name) ?? null,
    hasHost: (cluster) => hasHost(cluster, hostsByCluster(config.endpoints)),
  };
}

const clustersByName = oncePerList(
  (clusters: ProxyConfig['clusters']) => new Map(clusters.map((cluster) => [cluster.name, cluster])),
);

const hostsByCluster = oncePerList(
  (endpoints: ProxyConfig['endpoints']) =>
    new Map(endpoints.map(({ cluster, groups }) => [cluster, groups.flatMap((group) => group.hosts)])),
);

/**
 * A cluster that goes where the client dialled, or resolves the Host, needs no endpoints. Else one healthy host is enough, or any host at
 * all while the healthy share is below the panic threshold (envoy-semantics 1.15: 50 % unless set).
 */
function hasHost(cluster: Cluster, edsHosts: ReadonlyMap<string, readonly string[]>): boolean {
  if (cluster.type === 'ORIGINAL_DST' || cluster.type === 'DYNAMIC_FORWARD_PROXY') return true;
  const health =
    cluster.type === 'EDS'
      ? (edsHosts.get(cluster.name) ?? []).map((host) => !host.endsWith(' UNHEALTHY'))
      : loadAssignmentHealth(cluster);
  const healthy = health.filter(Boolean).length;
  const threshold = cluster.commonLbConfig?.healthyPanicThreshold ?? { value: 50 };
  return healthy > 0 || (health.length > 0 && (threshold.value ?? 0) > 0);
}

function loadAssignmentHealth(cluster: Cluster): boolean[] {
  const groups = cluster.loadAssignment?.endpoints ?? [];
  return groups.flatMap((group) => group.lbEndpoints.map((endpoint) => endpoint.healthStatus !== 'UNHEALTHY'));
}
