import type { MeshConfig } from '../istio/mesh-config.ts';

/** MeshConfig with Istio's defaults where it says nothing (istio-semantics 0.2; pkg/config/mesh/mesh.go:DefaultMeshConfig). */
export type MeshSettings = MeshConfig &
  Required<
    Pick<
      MeshConfig,
      | 'outboundTrafficPolicy'
      | 'rootNamespace'
      | 'connectTimeout'
      | 'defaultServiceExportTo'
      | 'defaultVirtualServiceExportTo'
      | 'defaultDestinationRuleExportTo'
    >
  >;

const defaults = {
  outboundTrafficPolicy: { mode: 'ALLOW_ANY' },
  rootNamespace: 'istio-system',
  connectTimeout: '10s',
  defaultServiceExportTo: ['*'],
  defaultVirtualServiceExportTo: ['*'],
  defaultDestinationRuleExportTo: ['*'],
} as const;

/** The settings of the mesh, complete. */
export function withMeshDefaults(config: MeshConfig): MeshSettings {
  return {
    ...config,
    outboundTrafficPolicy: { ...defaults.outboundTrafficPolicy, ...config.outboundTrafficPolicy },
    rootNamespace: config.rootNamespace ?? defaults.rootNamespace,
    connectTimeout: config.connectTimeout ?? defaults.connectTimeout,
    defaultServiceExportTo: config.defaultServiceExportTo ?? [...defaults.defaultServiceExportTo],
    defaultVirtualServiceExportTo: config.defaultVirtualServiceExportTo ?? [...defaults.defaultVirtualServiceExportTo],
    defaultDestinationRuleExportTo: config.defaultDestinationRuleExportTo ?? [
      ...defaults.defaultDestinationRuleExportTo,
    ],
  };
}
