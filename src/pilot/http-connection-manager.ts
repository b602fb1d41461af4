import type { HttpConnectionManager } from '../envoy/config.ts';
import type { MeshSettings } from './mesh-defaults.ts';
import type { Protocol } from './service.ts';

/** How the mesh has paths made plain before they are matched (istio-semantics R3.7; lb.go:buildHTTPConnectionManager). */
export function pathNormalization({
  pathNormalization: { normalization = 'DEFAULT' } = {},
}: MeshSettings): Partial<HttpConnectionManager> {
  const pathWithEscapedSlashesAction =
    normalization === 'DECODE_AND_MERGE_SLASHES' ? 'UNESCAPE_AND_FORWARD' : 'KEEP_UNCHANGED';
  const mergesSlashes = normalization === 'MERGE_SLASHES' || normalization === 'DECODE_AND_MERGE_SLASHES';
  return {
    normalizePath: normalization !== 'NONE',
    ...(mergesSlashes && { mergeSlashes: true }),
    pathWithEscapedSlashesAction,
  };
}

/** Whether requests go to the hosts of their cluster, or to the one that the Host header names. */
export type Forwarding = 'to-cluster' | 'by-name';

/** What a sidecar does with HTTP that goes out (istio-semantics §3.7; listener_builder.go:buildHTTPConnectionManager). */
export function sidecarConnectionManager(
  mesh: MeshSettings,
  routes: HttpConnectionManager['routes'],
  protocol: Protocol,
  forwarding: Forwarding,
): HttpConnectionManager {
  return { ...connectionManager(mesh, routes, protocol, forwarding), useRemoteAddress: false };
}

/** What a gateway does with HTTP that comes in (pilot/pkg/networking/core/gateway.go:buildGatewayConnectionManager). */
export function gatewayConnectionManager(
  mesh: MeshSettings,
  routes: string,
  protocol: Protocol,
): HttpConnectionManager {
  const manager = connectionManager(mesh, routes, protocol, 'to-cluster');
  return { ...manager, useRemoteAddress: true, httpProtocolOptions: {} };
}

function connectionManager(
  mesh: MeshSettings,
  routes: HttpConnectionManager['routes'],
  protocol: Protocol,
  forwarding: Forwarding,
): HttpConnectionManager {
  return {
    routes,
    ...pathNormalization(mesh),
    streamIdleTimeout: '0s',
    upgradeConfigs: [{ upgradeType: 'websocket' }],
    filters: [
      'istio.metadata_exchange',
      ...(protocol === 'GRPC-Web' ? ['envoy.filters.http.grpc_web'] : []),
      'envoy.filters.http.grpc_stats',
      'istio.alpn',
      'envoy.filters.http.fault',
      'envoy.filters.http.cors',
      ...(forwarding === 'by-name' ? ['envoy.filters.http.dynamic_forward_proxy'] : []),
      'envoy.filters.http.router',
    ],
  };
}
