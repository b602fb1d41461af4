import { groupByEach } from '../istio/group-by.ts';
import { hasLabels } from '../istio/labels.ts';
import type { ConfigObject, IstioConfig } from '../istio/config.ts';
import type { PodSpec, Service, ServicePort } from '../istio/kubernetes.ts';
import type { WorkloadEntry } from '../istio/service-entry.ts';
import { sliceEndpoints } from './endpoint-slices.ts';
import type { Instance } from './instances.ts';
import { memoByParts } from './memo-by-parts.ts';
import type { Endpoint } from './service.ts';

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
  const pods = instancesWith(instances, selector)
    .filter((pod) => pod.namespace === namespace && pod.isRunning && hasLabels(pod.labels, selector))
    .map((pod) => podEndpoint(pod, ports, spec.publishNotReadyAddresses === true));
  const entries = workloadEntries
    .filter((entry) => entry.metadata.namespace === namespace)
    .map((entry) => workloadEntryEndpoint(entry, ports))
    .filter(({ labels }) => hasLabels(labels, selector));
  const found = [...pods, ...entries];
  return found.length > 0 ? found : sliceEndpoints(name, namespace, ports, endpointSlices);
}

/** The instances that have the first label of a selector: of thousands few, found without asking all of them for each Service. */
function instancesWith(
  instances: readonly Instance[],
  selector: Readonly<Record<string, string>>,
): readonly Instance[] {
  const [first] = Object.entries(selector);
  return first ? (byLabel({ instances }).get(labelKey(first)) ?? []) : instances;
}

const byLabel = memoByParts({ instances: 'object' }, ({ instances }: { readonly instances: readonly Instance[] }) =>
  groupByEach(instances, ({ labels }) => Object.entries(labels).map(labelKey)),
);

function labelKey([name, value]: [name: string, value: string]): string {
  return `${name}=${value}`;
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

/** The labels of a WorkloadEntry: those of its metadata go before those of its spec (serviceentry/conversion.go:ConvertWorkloadEntry). */
export function entryLabels({ metadata, spec }: ConfigObject<'WorkloadEntry', WorkloadEntry>): Record<string, string> {
  return { ...spec.labels, ...metadata.labels };
}

function workloadEntryEndpoint(
  entry: ConfigObject<'WorkloadEntry', WorkloadEntry>,
  ports: readonly ServicePort[],
): Endpoint {
  const { metadata, spec } = entry;
  return {
    address: spec.address ?? '',
    ports: Object.fromEntries(ports.flatMap((port) => workloadEntryPort(port, spec.ports ?? {}))),
    labels: entryLabels(entry),
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
