import type { IstioConfig } from '../istio/config.ts';
import type { PodSpec, Service, ServicePort } from '../istio/kubernetes.ts';
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

/** The endpoints of a Kubernetes Service: what its selector finds in its namespace, or the EndpointSlices that name it. */
export function serviceEndpoints(
  name: string,
  namespace: string,
  spec: Service,
  instances: readonly Instance[],
  slices: IstioConfig['endpointSlices'],
): Endpoint[] {
  const selector = spec.selector ?? {};
  const ports = (spec.ports ?? []).filter(({ protocol }) => protocol !== 'UDP');
  const selected = instances.filter(
    (instance) =>
      instance.namespace === namespace &&
      instance.isRunning &&
      Object.keys(selector).length > 0 &&
      hasLabels(instance.labels, selector),
  );
  const found = selected.map((instance): Endpoint => ({
    address: instance.address,
    ports: Object.fromEntries(ports.flatMap((port) => targetPort(port, instance.spec))),
    labels: instance.labels,
    weight: 1,
    locality: null,
    ready: instance.ready || spec.publishNotReadyAddresses === true,
    namespace,
  }));
  return found.length > 0 ? found : sliceEndpoints(name, namespace, ports, slices);
}

/** A named target port that the Pod does not have leads nowhere. */
function targetPort({ port, targetPort: target = port }: ServicePort, spec: PodSpec): [number, number][] {
  if (typeof target === 'number') return [[port, target]];
  const named = (spec.containers ?? []).flatMap(({ ports = [] }) => ports).find(({ name }) => name === target);
  return named ? [[port, named.containerPort]] : [];
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
