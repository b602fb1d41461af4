import type { DestinationRule } from './destination-rule.ts';
import type {
  GatewaySpec,
  GRPCRouteSpec,
  HTTPRouteSpec,
  ReferenceGrantSpec,
  TCPRouteSpec,
  TLSRouteSpec,
} from './gateway-api.ts';
import type { Gateway } from './gateway.ts';
import type { EndpointSlice, PodSpec, PodStatus, Service, WorkloadSpec } from './kubernetes.ts';
import type { MeshConfig } from './mesh-config.ts';
import type { ServiceEntry, WorkloadEntry } from './service-entry.ts';
import type { Sidecar } from './sidecar.ts';
import type { Source } from './source.ts';
import type { VirtualService } from './virtual-service.ts';

/** `metadata` as far as routing rests on it. `namespace` is "default" where a namespaced object names none. */
export type ObjectMeta = {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** As written; absent objects count as created in the order of the text, after all that have a time. */
  readonly creationTimestamp: string | null;
};

/**
 * One Kubernetes object of the workspace. `spec` holds only fields that the schema knows, each of the schema's type
 * (what did not fit is in the problems of its document), so code that reads it never meets a surprise.
 */
export type ConfigObject<Kind extends string, Spec> = {
  readonly kind: Kind;
  readonly apiVersion: string;
  readonly metadata: ObjectMeta;
  readonly spec: Spec;
  /** The object's own root: `path` is [] for a document, ['items', n] inside a List. */
  readonly source: Source;
};

export type PodObject = ConfigObject<'Pod', PodSpec> & { readonly status: PodStatus };

/** Every object of the workspace that takes effect, by kind, in the order of the text. */
export type IstioConfig = {
  readonly virtualServices: readonly ConfigObject<'VirtualService', VirtualService>[];
  readonly destinationRules: readonly ConfigObject<'DestinationRule', DestinationRule>[];
  readonly gateways: readonly ConfigObject<'Gateway', Gateway>[];
  readonly serviceEntries: readonly ConfigObject<'ServiceEntry', ServiceEntry>[];
  readonly workloadEntries: readonly ConfigObject<'WorkloadEntry', WorkloadEntry>[];
  readonly sidecars: readonly ConfigObject<'Sidecar', Sidecar>[];
  readonly services: readonly ConfigObject<'Service', Service>[];
  readonly pods: readonly PodObject[];
  readonly workloads: readonly ConfigObject<'Deployment' | 'StatefulSet' | 'DaemonSet' | 'ReplicaSet', WorkloadSpec>[];
  readonly endpointSlices: readonly ConfigObject<'EndpointSlice', EndpointSlice>[];
  readonly namespaces: readonly ConfigObject<'Namespace', unknown>[];
  readonly kubernetesGateways: readonly ConfigObject<'Gateway', GatewaySpec>[];
  readonly httpRoutes: readonly ConfigObject<'HTTPRoute', HTTPRouteSpec>[];
  readonly grpcRoutes: readonly ConfigObject<'GRPCRoute', GRPCRouteSpec>[];
  readonly tcpRoutes: readonly ConfigObject<'TCPRoute', TCPRouteSpec>[];
  readonly tlsRoutes: readonly ConfigObject<'TLSRoute', TLSRouteSpec>[];
  readonly referenceGrants: readonly ConfigObject<'ReferenceGrant', ReferenceGrantSpec>[];
  readonly meshConfig: MeshConfig;
  /** Objects of every other kind: kept in the text and listed, not modelled. */
  readonly others: readonly ConfigObject<string, unknown>[];
};
