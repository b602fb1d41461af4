import type { Cluster, FilterChain, VirtualHost } from '../envoy/config.ts';
import { BLACK_HOLE_CLUSTER, clusterName, PASSTHROUGH_CLUSTER } from './cluster-name.ts';
import { catchAllVirtualHost } from './default-route.ts';
import { protobufDuration } from './duration.ts';
import { sidecarConnectionManager } from './http-connection-manager.ts';
import type { MeshSettings } from './mesh-defaults.ts';
import type { SidecarScope } from './sidecar-scope.ts';

type Policy = Pick<SidecarScope, 'outboundTrafficPolicy'>;

const BY_NAME_CLUSTER = 'AllowAnyDynamicDNSCluster';

/** Whether HTTP to unknown hosts goes where its Host header leads (ALLOW_ANY_DYNAMIC_DNS; util.IsAllowAnyDynamicDNSOutbound). */
export function forwardsByName({ outboundTrafficPolicy }: Policy): boolean {
  return outboundTrafficPolicy.mode === 'ALLOW_ANY_DYNAMIC_DNS';
}

/** The cluster for bytes to an unknown destination (istio-semantics R10.6, R10.15; listener_builder.go:buildOutboundCatchAllNetworkFiltersOnly). */
export function outboundCluster({ outboundTrafficPolicy: { mode, egressProxy } }: Policy): string {
  if (mode === 'REGISTRY_ONLY') return BLACK_HOLE_CLUSTER;
  if (!egressProxy) return PASSTHROUGH_CLUSTER;
  return clusterName({ host: egressProxy.host, port: egressProxy.port?.number ?? 0, subset: egressProxy.subset ?? '' });
}

/** The virtual host for requests to an unknown host (istio-semantics R10.4; httproute.go:buildCatchAllVirtualHost). */
export function outboundVirtualHost(policy: Policy): VirtualHost {
  if (forwardsByName(policy)) return forwarding('allow_any_dynamic_dns', BY_NAME_CLUSTER);
  if (policy.outboundTrafficPolicy.mode !== 'REGISTRY_ONLY') return forwarding('allow_any', outboundCluster(policy));
  return catchAllVirtualHost('block_all', { directResponse: { status: 502 } });
}

function forwarding(name: string, cluster: string): VirtualHost {
  return catchAllVirtualHost(name, { route: { cluster, timeout: '0s', maxGrpcTimeout: '0s' } });
}

/** The chains for connections that no other listener takes (listener_builder.go:buildOutboundCatchAllNetworkFilterChains). */
export function outboundChains(policy: Policy, mesh: MeshSettings): FilterChain[] {
  const ownPort = { match: { destinationPort: 15001 }, tcp: { cluster: BLACK_HOLE_CLUSTER } };
  const rest = { tcp: { cluster: outboundCluster(policy) } };
  if (!forwardsByName(policy)) return [ownPort, rest];
  const virtualHosts = [outboundVirtualHost(policy)];
  const routes = { name: 'allow_any_dynamic_dns', virtualHosts, ignorePortInHostMatching: true };
  const http = sidecarConnectionManager(mesh, routes, 'HTTP', 'by-name');
  return [ownPort, { match: { applicationProtocols: ['http/1.1', 'h2c'] }, http }, rest];
}

/** The cluster that resolves Host headers, where the policy asks for one (cluster_builder.go:buildAllowAnyDFPCluster). */
export function outboundClusters(policy: Policy, mesh: MeshSettings): Cluster[] {
  if (!forwardsByName(policy)) return [];
  const connectTimeout = protobufDuration(mesh.connectTimeout) ?? '10s';
  return [{ name: BY_NAME_CLUSTER, type: 'DYNAMIC_FORWARD_PROXY', connectTimeout, lbPolicy: 'CLUSTER_PROVIDED' }];
}
