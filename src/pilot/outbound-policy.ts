import type { VirtualHost } from '../envoy/config.ts';
import { clusterName } from './cluster-name.ts';
import { catchAllVirtualHost } from './default-route.ts';
import type { SidecarScope } from './sidecar-scope.ts';

/** Whether a sidecar lets requests to unknown destinations through (util.IsAllowAnyOutbound). */
function allowsAny({ outboundTrafficPolicy }: SidecarScope): boolean {
  return outboundTrafficPolicy.mode !== 'REGISTRY_ONLY';
}

/** The cluster for bytes to an unknown destination (istio-semantics R10.6). */
export function outboundCluster(scope: SidecarScope): string {
  if (!allowsAny(scope)) return 'BlackHoleCluster';
  return egressProxyCluster(scope) ?? 'PassthroughCluster';
}

/** The virtual host for requests to an unknown host (istio-semantics R10.4; httproute.go:buildCatchAllVirtualHost). */
export function outboundVirtualHost(scope: SidecarScope): VirtualHost {
  if (!allowsAny(scope)) return catchAllVirtualHost('block_all', { directResponse: { status: 502 } });
  const cluster = outboundCluster(scope);
  return catchAllVirtualHost('allow_any', { route: { cluster, timeout: '0s', maxGrpcTimeout: '0s' } });
}

/** Where a Sidecar sends unknown traffic instead of straight out; it counts under ALLOW_ANY alone (istio-semantics R10.15). */
function egressProxyCluster({ outboundTrafficPolicy }: SidecarScope): string | null {
  const { egressProxy } = outboundTrafficPolicy;
  if (!egressProxy) return null;
  return clusterName({ host: egressProxy.host, port: egressProxy.port?.number ?? 0, subset: egressProxy.subset ?? '' });
}
