import type { IstioConfig } from '../istio/config.ts';
import { groupBy } from '../istio/group-by.ts';
import { serviceHost } from '../istio/service-host.ts';
import { assumedServices, declaresNoPods, withAssumedEndpoints } from './assumed-services.ts';
import { instancesOf } from './instances.ts';
import { convertGatewayApi } from './gateway-api/convert-gateway-api.ts';
import type { GatewayApiConfig } from './gateway-api/route-context.ts';
import type { Omission } from './generate.ts';
import { byServiceAge } from './config-age.ts';
import { kubernetesServices } from './kubernetes-services.ts';
import { memoByParts } from './memo-by-parts.ts';
import { withMeshDefaults, type MeshSettings } from './mesh-defaults.ts';
import { serviceEntryServices } from './service-entries.ts';
import type { MeshService, ServiceSources } from './service.ts';
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
 * @param assume 'auto': services are assumed only where no Service is declared (design §3), endpoints only where no pod is; 'always' and 'never' override.
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
  const mesh = meshSettingsOf(config);
  const assumed = assume === 'always' || (assume === 'auto' && config.services.length === 0);
  const bare = declaredServices({ ...config, mesh });
  const { destinationRules } = config;
  const isBare = assume !== 'never' && declaresNoPods(config);
  const declared = isBare ? servicesWithPods({ declared: bare, destinationRules }) : bare;
  const { services, servicesByHost } = assumed ? withAssumed(declared, assumedServices(config, requests)) : declared;
  const converted = convertedGatewayApi({ ...config, servicesByHost });
  return {
    config: {
      ...config,
      gateways: joinedGateways({ written: config.gateways, converted: converted.gateways }),
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

type Services = Pick<PushContext, 'services' | 'servicesByHost'>;

// Kept from one state of the text to the next while the objects that they rest on stay: most edits are to VirtualServices alone.
const meshSettingsOf = memoByParts(
  { meshConfig: 'object' },
  ({ meshConfig }: Pick<IstioConfig, 'meshConfig'>): MeshSettings => withMeshDefaults(meshConfig),
);

const declaredServices = memoByParts(
  {
    services: 'object',
    serviceEntries: 'object',
    workloadEntries: 'object',
    endpointSlices: 'object',
    pods: 'object',
    workloads: 'object',
    mesh: 'object',
  },
  ({ mesh, ...config }: ServiceSources & { readonly mesh: MeshSettings }): Services => {
    const instances = instancesOf(config);
    return sorted([...kubernetesServices(config, instances, mesh), ...serviceEntryServices(config, instances, mesh)]);
  },
);

const servicesWithPods = memoByParts(
  { declared: 'object', destinationRules: 'object' },
  ({ declared, destinationRules }: Pick<IstioConfig, 'destinationRules'> & { readonly declared: Services }): Services =>
    sorted(withAssumedEndpoints(declared.services, { destinationRules })),
);

const convertedGatewayApi = memoByParts(
  {
    kubernetesGateways: 'object',
    httpRoutes: 'object',
    grpcRoutes: 'object',
    tcpRoutes: 'object',
    tlsRoutes: 'object',
    referenceGrants: 'object',
    namespaces: 'object',
    services: 'object',
    serviceEntries: 'object',
    others: 'object',
    servicesByHost: 'object',
  },
  ({ servicesByHost, ...config }: GatewayApiConfig & Pick<PushContext, 'servicesByHost'>) =>
    convertGatewayApi(config, (name, namespace) => servicesByHost.has(serviceHost(name, namespace))),
);

type Gateways = IstioConfig['gateways'];
const joinedGateways = memoByParts(
  { written: 'object', converted: 'object' },
  ({ written, converted }: { written: Gateways; converted: Gateways }): Gateways => [...written, ...converted],
);

function withAssumed({ services, servicesByHost }: Services, assumed: readonly MeshService[]): Services {
  return sorted([...services, ...assumed.filter(({ hostname }) => !servicesByHost.has(hostname))]);
}

function sorted(unsorted: readonly MeshService[]): Services {
  const services = unsorted.toSorted(byServiceAge);
  return { services, servicesByHost: groupBy(services, ({ hostname }) => hostname) };
}
