/** A destination in Istio's words. `port` is null and `subset` empty where the cluster's name says neither. */
export type ClusterDestination = { readonly host: string; readonly port: number | null; readonly subset: string };

/**
 * The destination behind an Envoy cluster: `outbound|port|subset|host`, or `outbound_.port_.subset_.host` as gateways name it for SNI routing
 * (istio-semantics R4.1). Any other cluster (PassthroughCluster) is its own host.
 */
export function clusterDestination(cluster: string): ClusterDestination {
  const match = /^outbound(?:\|(\d+)\|([^|]*)\|(.+)|_\.(\d+)_\.(.*?)_\.(.+))$/.exec(cluster);
  if (!match) return { host: cluster, port: null, subset: '' };
  const [, port = match[4], subset = match[5] ?? '', host = match[6] ?? ''] = match;
  return { host, port: Number(port), subset };
}

/** Istio's name of the cluster of a service port and subset. */
export function clusterName({ host, port, subset }: ClusterDestination): string {
  return port === null ? host : `outbound|${port}|${subset}|${host}`;
}
