import type { Cluster } from '../envoy/config.ts';
import { circuitBreakers } from './circuit-breakers.ts';
import { BLACK_HOLE_CLUSTER, PASSTHROUGH_CLUSTER } from './cluster-name.ts';
import { protobufDuration } from './duration.ts';
import { downstreamProtocol, HTTP_PROTOCOL_OPTIONS } from './http-protocol-options.ts';
import type { MeshSettings } from './mesh-defaults.ts';
import type { Proxy } from './proxy.ts';

/** Clusters that belong to no service: where nothing goes, where traffic goes on to where it was dialled (cluster.go:buildClusters). */
export function builtInClusters(mesh: MeshSettings, proxyType: Proxy['type']): Cluster[] {
  const connectTimeout = protobufDuration(mesh.connectTimeout) ?? '10s';
  const blackHole: Cluster = { name: BLACK_HOLE_CLUSTER, type: 'STATIC', connectTimeout };
  if (proxyType === 'gateway') return [blackHole];
  const passthrough = passthroughOptions(mesh, connectTimeout);
  return [
    blackHole,
    { name: PASSTHROUGH_CLUSTER, type: 'ORIGINAL_DST', ...passthrough },
    {
      name: 'InboundPassthroughCluster',
      type: 'ORIGINAL_DST',
      ...passthrough,
      upstreamBindConfig: { sourceAddress: { address: '127.0.0.6', portValue: 0 } },
    },
  ];
}

/** The mesh's default connection pool caps what passes through, too (cluster_builder.go:buildDefaultPassthroughCluster). */
function passthroughOptions(mesh: MeshSettings, connectTimeout: string): Omit<Cluster, 'name'> {
  return {
    connectTimeout,
    lbPolicy: 'CLUSTER_PROVIDED',
    circuitBreakers: circuitBreakers(mesh.defaultTrafficPolicy?.connectionPool ?? {}, undefined),
    typedExtensionProtocolOptions: {
      [HTTP_PROTOCOL_OPTIONS]: {
        commonHttpProtocolOptions: { idleTimeout: '300s' },
        useDownstreamProtocolConfig: downstreamProtocol,
      },
    },
  };
}
