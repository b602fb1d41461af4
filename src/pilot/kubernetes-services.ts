import type { ConfigObject } from '../istio/config.ts';
import type { Service } from '../istio/kubernetes.ts';
import { serviceHost } from '../istio/service-host.ts';
import { serviceEndpoints } from './endpoints.ts';
import type { Instance } from './instances.ts';
import type { MeshSettings } from './mesh-defaults.ts';
import { servicePortProtocol } from './protocol.ts';
import type { MeshService, ServiceSources } from './service.ts';

/** Kubernetes Services as Istio sees them (istio-semantics 1.6; serviceregistry/kube/conversion.go:ConvertService). */
export function kubernetesServices(
  config: ServiceSources,
  instances: readonly Instance[],
  mesh: MeshSettings,
): MeshService[] {
  return config.services.map((object, index) => {
    const { metadata, spec, source } = object;
    const { name, namespace } = metadata;
    const exportTo = exportedTo(metadata.annotations['networking.istio.io/exportTo'], mesh);
    // What is exported to nobody still has clusters in its own namespace, but its endpoints are handed out nowhere.
    const isServed = spec.type !== 'ExternalName' && !exportTo.includes('~');
    return {
      hostname: serviceHost(name, namespace),
      namespace,
      registry: 'Kubernetes',
      ports: (spec.ports ?? []).map((port) => ({
        name: port.name ?? '',
        port: port.port,
        protocol: servicePortProtocol(port),
      })),
      addresses: addressesOf(object, index),
      resolution: resolutionOf(spec),
      externalName: spec.type === 'ExternalName' ? (spec.externalName ?? '') : null,
      meshExternal: false,
      exportTo,
      creationTimestamp: metadata.creationTimestamp,
      labels: metadata.labels,
      endpoints: isServed ? serviceEndpoints(object, instances, config) : [],
      source,
    };
  });
}

function resolutionOf({ type, clusterIP }: Service): MeshService['resolution'] {
  if (type === 'ExternalName') return 'Alias';
  return clusterIP === 'None' ? 'Passthrough' : 'ClientSideLB';
}

/** A Service that was never applied has no ClusterIP yet; it gets one out of 10.111.0.0/16, so that it can be dialled. */
function addressesOf({ spec }: ConfigObject<'Service', Service>, index: number): string[] {
  if (spec.type === 'ExternalName' || spec.clusterIP === 'None') return [];
  const given = spec.clusterIPs ?? (spec.clusterIP ? [spec.clusterIP] : []);
  return given.length > 0 ? given : [`10.111.${(index >> 8) & 255}.${(index & 255) + 1}`];
}

function exportedTo(annotation: string | undefined, { defaultServiceExportTo }: MeshSettings): string[] {
  const named = (annotation ?? '').split(',').flatMap((part) => part.trim() || []);
  return named.length > 0 ? named : defaultServiceExportTo;
}
