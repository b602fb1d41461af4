import type { ConfigObject, IstioConfig } from '../istio/config.ts';
import type { PodSpec, Service, ServicePort } from '../istio/kubernetes.ts';
import type { WorkloadEntry } from '../istio/service-entry.ts';
import { isObject } from '../istio/sanitize.ts';
import type { Endpoint } from './service.ts';

/** What stands behind Services: a Pod, or one replica of a workload whose Pods the workspace does not show. */
export type Instance = {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  readonly address: string;
  readonly ready: boolean;
  readonly isRunning: boolean;
};

/** Every Pod, and the replicas of the workloads that none of these Pods belongs to; such replicas get addresses out of 10.244.0.0/16. */
export function instancesOf({ pods, workloads }: Pick<IstioConfig, 'pods' | 'workloads'>): Instance[] {
  const running = pods.map(({ metadata, spec, status }): Instance => {
    const condition = status.conditions?.find(({ type }) => type === 'Ready');
    return {
      namespace: metadata.namespace,
      labels: metadata.labels,
      spec,
      address: status.podIP ?? '',
      // A Pod without a status was written by hand: it is meant to run.
      ready: condition ? condition.status === 'True' : true,
      isRunning: status.phase === undefined || status.phase === 'Running' || status.phase === 'Pending',
    };
  });
  let replica = 0;
  const nextAddress = () => `10.244.${(++replica >> 8) & 255}.${replica & 255}`;
  const written = running.map((pod) => (pod.address === '' ? { ...pod, address: nextAddress() } : pod));
  const replicas = workloads.flatMap(({ kind, metadata, spec }) => {
    const labels = spec.template?.metadata?.labels ?? {};
    const isShown = running.some((pod) => pod.namespace === metadata.namespace && hasLabels(pod.labels, labels));
    if (isShown || (kind === 'ReplicaSet' && spec.replicas === 0)) return [];
    return Array.from({ length: Math.min(spec.replicas ?? 1, 1000) }, (): Instance => ({
      namespace: metadata.namespace,
      labels,
      spec: spec.template?.spec ?? {},
      address: nextAddress(),
      ready: true,
      isRunning: true,
    }));
  });
  return [...written, ...replicas];
}

/**
 * The endpoints of a Kubernetes Service: the Pods and WorkloadEntries of its namespace that its selector finds, or else the EndpointSlices that name it
 * (serviceregistry/kube/controller).
 */
export function serviceEndpoints(
  { metadata, spec }: ConfigObject<'Service', Service>,
  instances: readonly Instance[],
  { endpointSlices, workloadEntries }: Pick<IstioConfig, 'endpointSlices' | 'workloadEntries'>,
): Endpoint[] {
  const { name, namespace } = metadata;
  const selector = spec.selector ?? {};
  const ports = (spec.ports ?? []).filter(({ protocol }) => protocol !== 'UDP');
  if (Object.keys(selector).length === 0) return sliceEndpoints(name, namespace, ports, endpointSlices);
  const pods = instances
    .filter((pod) => pod.namespace === namespace && pod.isRunning && hasLabels(pod.labels, selector))
    .map((pod) => podEndpoint(pod, ports, spec.publishNotReadyAddresses === true));
  const entries = workloadEntries
    .filter((entry) => entry.metadata.namespace === namespace)
    .map((entry) => workloadEntryEndpoint(entry, ports))
    .filter(({ labels }) => hasLabels(labels, selector));
  const found = [...pods, ...entries];
  return found.length > 0 ? found : sliceEndpoints(name, namespace, ports, endpointSlices);
}

function podEndpoint(pod: Instance, ports: readonly ServicePort[], takesUnready: boolean): Endpoint {
  const { address, labels, namespace } = pod;
  return {
    address,
    ports: Object.fromEntries(ports.flatMap((port) => podPort(port, pod.spec))),
    labels,
    weight: 1,
    locality: null,
    ready: pod.ready || takesUnready,
    namespace,
  };
}

/** A named target port that the Pod does not have leads nowhere. */
function podPort({ port, targetPort = port }: ServicePort, spec: PodSpec): [number, number][] {
  if (typeof targetPort === 'number') return [[port, targetPort]];
  const named = (spec.containers ?? []).flatMap(({ ports = [] }) => ports).find(({ name }) => name === targetPort);
  return named ? [[port, named.containerPort]] : [];
}

function workloadEntryEndpoint(
  { metadata, spec }: ConfigObject<'WorkloadEntry', WorkloadEntry>,
  ports: readonly ServicePort[],
): Endpoint {
  return {
    address: spec.address ?? '',
    ports: Object.fromEntries(ports.flatMap((port) => workloadEntryPort(port, spec.ports ?? {}))),
    labels: { ...spec.labels, ...metadata.labels },
    weight: spec.weight ?? 1,
    locality: spec.locality ?? null,
    ready: true,
    namespace: metadata.namespace,
  };
}

/** The entry's own port goes by the name of the target port, where that has none by the name of the Service's port. */
function workloadEntryPort(
  { name = '', port, targetPort = port }: ServicePort,
  own: Readonly<Record<string, number>>,
): [number, number][] {
  const number = typeof targetPort === 'number' ? (own[name] ?? targetPort) : own[targetPort];
  return number === undefined ? [] : [[port, number]];
}

function sliceEndpoints(
  service: string,
  namespace: string,
  ports: readonly ServicePort[],
  slices: IstioConfig['endpointSlices'],
): Endpoint[] {
  return slices
    .filter(
      ({ metadata }) => metadata.namespace === namespace && metadata.labels['kubernetes.io/service-name'] === service,
    )
    .flatMap(({ spec }) => {
      const slicePorts = (Array.isArray(spec['ports']) ? spec['ports'] : []).filter(isObject);
      const numbers = ports.flatMap(({ name, port }) => {
        const fitting = slicePorts.find((candidate) => (candidate['name'] ?? '') === (name ?? ''));
        return typeof fitting?.['port'] === 'number' ? [[port, fitting['port']] as const] : [];
      });
      const endpoints = (Array.isArray(spec['endpoints']) ? spec['endpoints'] : []).filter(isObject);
      return endpoints.flatMap((endpoint) => {
        const conditions = isObject(endpoint['conditions']) ? endpoint['conditions'] : {};
        const addresses = Array.isArray(endpoint['addresses']) ? endpoint['addresses'] : [];
        return addresses
          .filter((address): address is string => typeof address === 'string')
          .map((address): Endpoint => ({
            address,
            ports: Object.fromEntries(numbers),
            labels: {},
            weight: 1,
            locality: null,
            ready: conditions['ready'] !== false,
            namespace,
          }));
      });
    });
}

/** Whether `labels` has everything that `selector` asks for (pkg/config/labels/instance.go:SubsetOf). */
export function hasLabels(
  labels: Readonly<Record<string, string>>,
  selector: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
