import { hasLabels } from '../istio/labels.ts';
import type { ConfigObject, IstioConfig } from '../istio/config.ts';
import type { PodSpec, Service, ServicePort } from '../istio/kubernetes.ts';
import type { Proxy } from './proxy.ts';

/** A port of a Service that stands in front of the proxy, and the proxy's own port behind it. */
export type ServiceTarget = {
  readonly service: string;
  readonly namespace: string;
  readonly port: number;
  readonly targetPort: number;
  /** False: a Gateway that selects pods does not look through this Service. */
  readonly translates: boolean;
};

/** Services with this label keep their ports to themselves: Gateways name the proxy's own ports (pilot/pkg/model/gateway.go). */
const DISABLE_PORT_TRANSLATION = 'experimental.istio.io/disable-gateway-port-translation';

/**
 * The ports of all Services that select the proxy, in the order of the text. A named target port is looked up in the proxy's pod; where no pod
 * has that name the Service does not reach the proxy by it.
 */
export function serviceTargetsOf(config: IstioConfig, proxy: Proxy): ServiceTarget[] {
  return config.services
    .filter((service) => selects(service, proxy))
    .flatMap((service) => targets(config, service, proxy));
}

function selects({ metadata, spec }: ConfigObject<'Service', Service>, proxy: Proxy): boolean {
  if (metadata.namespace !== proxy.namespace) return false;
  return spec.selector !== undefined && Object.keys(spec.selector).length > 0 && hasLabels(proxy.labels, spec.selector);
}

function targets(
  config: IstioConfig,
  { metadata, spec }: ConfigObject<'Service', Service>,
  proxy: Proxy,
): ServiceTarget[] {
  return (spec.ports ?? []).flatMap((port) => {
    const targetPort = targetPortOf(config, port, proxy);
    if (targetPort === null) return [];
    const translates = !(DISABLE_PORT_TRANSLATION in metadata.labels);
    return { service: metadata.name, namespace: metadata.namespace, port: port.port, targetPort, translates };
  });
}

function targetPortOf(config: IstioConfig, { port, targetPort = port }: ServicePort, proxy: Proxy): number | null {
  if (typeof targetPort === 'number') return targetPort;
  const ports = podsOf(config, proxy).flatMap(({ containers = [] }) => containers.flatMap(({ ports = [] }) => ports));
  return ports.find(({ name }) => name === targetPort)?.containerPort ?? null;
}

/** The pods that the proxy can be: those with its labels in its namespace. */
function podsOf(config: IstioConfig, { namespace, labels }: Proxy): PodSpec[] {
  const pods = config.pods.map(({ metadata, spec }) => ({
    namespace: metadata.namespace,
    labels: metadata.labels,
    spec,
  }));
  const templates = config.workloads.map(({ metadata, spec }) => ({
    namespace: metadata.namespace,
    labels: spec.template?.metadata?.labels ?? {},
    spec: spec.template?.spec ?? {},
  }));
  return [...pods, ...templates]
    .filter((pod) => pod.namespace === namespace && hasLabels(pod.labels, labels))
    .map(({ spec }) => spec);
}
