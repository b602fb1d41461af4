/** What a cluster's name says: `outbound|9080|v1|reviews.default.svc.cluster.local` (istio-semantics R4.1). */
export type ClusterIdentity = { readonly host: string; readonly port: number; readonly subset: string };

/** The name of the cluster for a service's port; `subset` "" means all of the service. */
export function clusterName({ host, port, subset }: ClusterIdentity): string {
  return `outbound|${port}|${subset}|${host}`;
}

/** The name of the cluster that a gateway passes mesh TLS on to; the SNI spells it (istio-semantics R6.19; pilot/pkg/model/service.go:BuildDNSSrvSubsetKey). */
export function sniClusterName({ host, port, subset }: ClusterIdentity): string {
  return `outbound_.${port}_.${subset}_.${host}`;
}

/** The cluster of what the mesh does not know: the request goes to the address that its caller dialled (istio-semantics R10.3). */
export const PASSTHROUGH_CLUSTER = 'PassthroughCluster';

/** The cluster that leads nowhere. */
export const BLACK_HOLE_CLUSTER = 'BlackHoleCluster';

/** Reads a cluster's name; null for clusters that belong to no service (these two, UnknownService). */
export function parseClusterName(name: string): ClusterIdentity | null {
  const [direction, port, subset, ...host] = name.split('|');
  if (direction !== 'outbound' || subset === undefined || host.length === 0) return null;
  return { host: host.join('|'), port: Number(port), subset };
}
