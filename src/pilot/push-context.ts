import type { IstioConfig } from '../istio/config.ts';
import { assumedServices } from './assumed-services.ts';
import { instancesOf } from './instances.ts';
import { convertGatewayApi } from './gateway-api/convert-gateway-api.ts';
import type { Omission } from './generate.ts';
import { byServiceAge } from './config-age.ts';
import { CLUSTER_DOMAIN } from './host.ts';
import { kubernetesServices } from './kubernetes-services.ts';
import { withMeshDefaults, type MeshSettings } from './mesh-defaults.ts';
import { serviceEntryServices } from './service-entries.ts';
import type { MeshService } from './service.ts';
import { admittedBy, measuredVersion, type IstioVersion } from './versions.ts';

/** What istiod computes once per state of the mesh, for all proxies. Lazy parts may hang off it; it is never changed after. */
export type PushContext = {
  /** Routes and Gateways of the Gateway API stand in `gateways` and `virtualServices` as what Istio makes of them. */
  readonly config: IstioConfig;
  readonly mesh: MeshSettings;
  /** Which Istio answers, with the Envoy that it ships. */
  readonly version: IstioVersion;
  readonly rootNamespace: string;
  readonly services: readonly MeshService[];
  readonly servicesByHost: ReadonlyMap<string, readonly MeshService[]>;
  /** Whether hosts that nobody declares are taken to exist. */
  readonly assumed: boolean;
  /** What the conversion of the Gateway API left out. */
  readonly omissions: readonly Omission[];
};

/**
 * @param assume 'auto': as design §3 says (assumed services only where no Service is declared); 'always' and 'never' override.
 * @param version the Istio to be, the measured one unless told otherwise.
 * @param requests authorities (host:port) that requests at hand name, so that assumed services have those ports.
 */
export function createPushContext(
  written: IstioConfig,
  options: {
    readonly assume?: 'auto' | 'always' | 'never';
    readonly version?: IstioVersion;
    readonly requests?: readonly string[];
  } = {},
): PushContext {
  const { assume = 'auto', version = measuredVersion, requests = [] } = options;
  const config = admittedBy(version, written);
  const mesh = withMeshDefaults(config.meshConfig);
  const instances = instancesOf(config);
  const declared = [...kubernetesServices(config, instances, mesh), ...serviceEntryServices(config, instances, mesh)];
  const assumed = assume === 'always' || (assume === 'auto' && config.services.length === 0);
  const known = new Set(declared.map(({ hostname }) => hostname));
  const added = assumed ? assumedServices(config, requests).filter(({ hostname }) => !known.has(hostname)) : [];
  const services = [...declared, ...added].toSorted(byServiceAge);
  const servicesByHost = groupByHost(services);
  const converted = convertGatewayApi(config, (name, namespace) =>
    servicesByHost.has(`${name}.${namespace}.svc.${CLUSTER_DOMAIN}`),
  );
  return {
    config: {
      ...config,
      gateways: [...config.gateways, ...converted.gateways],
      virtualServices: [...config.virtualServices, ...converted.virtualServices],
    },
    mesh,
    version,
    rootNamespace: mesh.rootNamespace,
    services,
    servicesByHost,
    assumed,
    omissions: converted.omissions,
  };
}

function groupByHost(services: readonly MeshService[]): ReadonlyMap<string, readonly MeshService[]> {
  const groups = new Map<string, MeshService[]>();
  for (const service of services) {
    const group = groups.get(service.hostname);
    if (group) group.push(service);
    else groups.set(service.hostname, [service]);
  }
  return groups;
}
