import type { IstioConfig } from '../istio/config.ts';
import type { Caller } from '../routetest/route-test.ts';

/** A caller in a few words: what it is, where, and its labels as `key=value, …`. */
export function describeCaller(caller: Caller): { kind: 'sidecar' | 'gateway'; namespace: string; labels: string } {
  const workload = 'gateway' in caller ? caller.gateway : caller;
  return {
    kind: 'gateway' in caller ? 'gateway' : 'sidecar',
    namespace: workload.namespace,
    labels: formatLabels(workload.labels),
  };
}

export function formatLabels(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

/** Reads `key=value, key=value`; what is not a pair counts as a key with an empty value. */
export function parseLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const pair of text.split(/[,\s]+/)) {
    if (!pair) continue;
    const equals = pair.indexOf('=');
    labels[equals < 0 ? pair : pair.slice(0, equals)] = equals < 0 ? '' : pair.slice(equals + 1);
  }
  return labels;
}

/** Callers that the workspace itself names: every workload with its labels, every gateway by its selector. */
export function knownCallers(config: IstioConfig): Caller[] {
  const found = new Map<string, Caller>();
  const add = (caller: Caller) => {
    const { kind, namespace, labels } = describeCaller(caller);
    found.set(`${kind} ${namespace} ${labels}`, caller);
  };
  for (const gateway of config.gateways) {
    const labels = gateway.spec.selector ?? { istio: 'ingressgateway' };
    const pod = config.pods.find((candidate) => holds(candidate.metadata.labels, labels));
    add({
      gateway: {
        namespace: pod?.metadata.namespace ?? gatewayNamespace(gateway.metadata.namespace, labels),
        labels: pod?.metadata.labels ?? labels,
      },
    });
  }
  for (const gateway of config.kubernetesGateways) {
    const labels = { 'gateway.networking.k8s.io/gateway-name': gateway.metadata.name };
    add({ gateway: { namespace: gateway.metadata.namespace, labels } });
  }
  for (const pod of config.pods) add({ namespace: pod.metadata.namespace, labels: pod.metadata.labels });
  for (const workload of config.workloads) {
    add({ namespace: workload.metadata.namespace, labels: workload.spec.template?.metadata?.labels ?? {} });
  }
  const namespaces = new Set([
    ...config.virtualServices.map((object) => object.metadata.namespace),
    ...config.httpRoutes.map((object) => object.metadata.namespace),
    ...config.services.map((object) => object.metadata.namespace),
  ]);
  for (const namespace of namespaces) add({ namespace, labels: {} });
  return [...found.values()];
}

function holds(labels: Readonly<Record<string, string>>, selector: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/** Istio's own ingress gateway runs in istio-system; another selector most likely means a gateway beside its Gateway. */
function gatewayNamespace(own: string, selector: Readonly<Record<string, string>>): string {
  return selector['istio'] === 'ingressgateway' || selector['istio'] === 'egressgateway' ? 'istio-system' : own;
}
