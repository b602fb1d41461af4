import type { IstioConfig } from './config.ts';

/** The list of the configuration that objects of a kind go to. */
export type ConfigList = Exclude<keyof IstioConfig, 'meshConfig' | 'others'>;

const kinds: Readonly<Record<string, ConfigList>> = {
  'networking.istio.io/VirtualService': 'virtualServices',
  'networking.istio.io/DestinationRule': 'destinationRules',
  'networking.istio.io/Gateway': 'gateways',
  'networking.istio.io/ServiceEntry': 'serviceEntries',
  'networking.istio.io/WorkloadEntry': 'workloadEntries',
  'networking.istio.io/Sidecar': 'sidecars',
  '/Service': 'services',
  '/Pod': 'pods',
  'apps/Deployment': 'workloads',
  'apps/StatefulSet': 'workloads',
  'apps/DaemonSet': 'workloads',
  'apps/ReplicaSet': 'workloads',
  'discovery.k8s.io/EndpointSlice': 'endpointSlices',
  '/Namespace': 'namespaces',
  'gateway.networking.k8s.io/Gateway': 'kubernetesGateways',
  'gateway.networking.k8s.io/HTTPRoute': 'httpRoutes',
  'gateway.networking.k8s.io/GRPCRoute': 'grpcRoutes',
  'gateway.networking.k8s.io/TCPRoute': 'tcpRoutes',
  'gateway.networking.k8s.io/TLSRoute': 'tlsRoutes',
  'gateway.networking.k8s.io/ReferenceGrant': 'referenceGrants',
};

/** The kinds that are modelled, each with its API group; the core group's is "". */
export const modelledKinds: readonly { readonly group: string; readonly kind: string }[] = Object.keys(kinds).map(
  (key) => {
    const [group = '', kind = ''] = key.split('/');
    return { group, kind };
  },
);

/** Where objects of this kind are modelled, or null for kinds that are kept and listed only. */
export function configListOf(apiVersion: string, kind: string): ConfigList | null {
  return kinds[`${groupOf(apiVersion)}/${kind}`] ?? null;
}

/** `networking.istio.io` of `networking.istio.io/v1`; "" for the core group's `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Kinds that live in no namespace, as far as people paste them beside routing. */
export function isClusterScoped(kind: string): boolean {
  return /^(?:Namespace|Node|GatewayClass|ClusterRole|ClusterRoleBinding|CustomResourceDefinition|(?:Mutating|Validating)WebhookConfiguration)$/.test(
    kind,
  );
}
