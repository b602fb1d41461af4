import type { IstioConfig } from '../istio/config.ts';
import type { Source } from '../istio/source.ts';

/** Protocol of a service port (istio-semantics 1.6). 'Unsupported' is Istio's word for "detected at run time". */
export type Protocol =
  | 'HTTP'
  | 'HTTP2'
  | 'GRPC'
  | 'GRPC-Web'
  | 'HTTP_PROXY'
  | 'HTTPS'
  | 'TLS'
  | 'TCP'
  | 'Mongo'
  | 'Redis'
  | 'MySQL'
  | 'UDP'
  | 'Unsupported';

export type ServicePort = { readonly name: string; readonly port: number; readonly protocol: Protocol };

/** The objects that services are made of, but for assumed ones. */
export type ServiceSources = Pick<
  IstioConfig,
  'services' | 'serviceEntries' | 'workloadEntries' | 'endpointSlices' | 'pods' | 'workloads'
>;

/** Istio's own model of a service: from a Kubernetes Service, a ServiceEntry host, or assumed. */
export type MeshService = {
  readonly hostname: string;
  readonly namespace: string;
  readonly registry: 'Kubernetes' | 'External' | 'Assumed';
  readonly ports: readonly ServicePort[];
  /** ClusterIPs or ServiceEntry addresses; [] for headless services and entries without addresses. */
  readonly addresses: readonly string[];
  readonly resolution: 'ClientSideLB' | 'DNSLB' | 'DNSRoundRobinLB' | 'DynamicDNS' | 'Passthrough' | 'Alias';
  readonly externalName: string | null;
  readonly meshExternal: boolean;
  /** Namespaces that see it: '*', '.', names, or '~'. */
  readonly exportTo: readonly string[];
  readonly creationTimestamp: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly endpoints: readonly Endpoint[];
  /** The endpoints are not from the workspace: it declares no pod at all. */
  readonly assumedEndpoints?: true;
  readonly source: Source | null;
  /** Hostnames of ExternalName services that lead here, as far as the proxy imports them. */
  readonly aliases?: readonly string[];
};

export type Endpoint = {
  readonly address: string;
  /** Endpoint port per service port number. */
  readonly ports: Readonly<Record<number, number>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly weight: number;
  readonly locality: string | null;
  readonly ready: boolean;
  readonly namespace: string;
};

/** Whether what answers for a service is only assumed: then neither its number nor its absence says anything. */
export function hasAssumedEndpoints({ registry, assumedEndpoints }: MeshService): boolean {
  return registry === 'Assumed' || assumedEndpoints === true;
}

/** Whether addresses are found when a request is made, by DNS or where the caller dials, and none need be known before. */
export function findsEndpointsLater({ registry, resolution, externalName }: MeshService): boolean {
  return registry === 'External' || resolution === 'Passthrough' || externalName !== null;
}
