import { hasLabels } from '../istio/labels.ts';
import type { IstioConfig } from '../istio/config.ts';
import type { PodSpec } from '../istio/kubernetes.ts';

/** What stands behind Services: a Pod, or one replica of a workload whose Pods the workspace does not show. */
export type Instance = {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  readonly address: string;
  readonly ready: boolean;
  readonly isRunning: boolean;
};

/** More replicas than anybody draws; a slip in a number must not fill the memory. */
const MOST_REPLICAS = 1000;

/**
 * Every Pod, and the replicas of the workloads that none of these Pods belongs to. What has no address yet gets one out of 10.244.0.0/16, the first for
 * the first.
 */
export function instancesOf({ pods, workloads }: Pick<IstioConfig, 'pods' | 'workloads'>): Instance[] {
  const running = pods.map(podInstance);
  const shown = workloads.filter(
    (workload) =>
      !running.some(
        (pod) => pod.namespace === workload.metadata.namespace && hasLabels(pod.labels, labelsOf(workload)),
      ),
  );
  const instances = [...running, ...shown.filter((workload) => !isDeployed(workload, workloads)).flatMap(replicas)];
  let unaddressed = 0;
  const withAddress = (instance: Instance): Instance =>
    instance.address === '' ? { ...instance, address: podAddress(++unaddressed) } : instance;
  return instances.map(withAddress);
}

/** A Pod without a status was written by hand: it is meant to run. */
function podInstance({ metadata, spec, status }: IstioConfig['pods'][number]): Instance {
  const { phase = 'Running', podIP = '', conditions = [] } = status;
  return {
    namespace: metadata.namespace,
    labels: metadata.labels,
    spec,
    address: podIP,
    ready: conditions.every(({ type, status: value }) => type !== 'Ready' || value === 'True'),
    isRunning: phase === 'Running' || phase === 'Pending',
  };
}

function replicas(workload: Workload): Instance[] {
  const { metadata, spec } = workload;
  const instance: Instance = {
    namespace: metadata.namespace,
    labels: labelsOf(workload),
    spec: spec.template?.spec ?? {},
    address: '',
    ready: true,
    isRunning: true,
  };
  return Array.from({ length: Math.min(spec.replicas ?? 1, MOST_REPLICAS) }, () => instance);
}

type Workload = IstioConfig['workloads'][number];

function labelsOf({ spec }: Workload): Readonly<Record<string, string>> {
  return spec.template?.metadata?.labels ?? {};
}

/** Whether a ReplicaSet is the making of a Deployment that stands in the workspace, which counts its replicas already. */
function isDeployed(workload: Workload, workloads: readonly Workload[]): boolean {
  if (workload.kind !== 'ReplicaSet') return false;
  return workloads.some(
    (other) =>
      other.kind === 'Deployment' &&
      other.metadata.namespace === workload.metadata.namespace &&
      hasLabels(labelsOf(workload), labelsOf(other)),
  );
}

function podAddress(index: number): string {
  return `10.244.${(index >> 8) & 255}.${index & 255}`;
}
