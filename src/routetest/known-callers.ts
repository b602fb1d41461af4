import { byText } from '../istio/by-text.ts';
import { hasLabels } from '../istio/labels.ts';
import type { IstioConfig } from '../istio/config.ts';
import type { Caller } from '../istio/caller.ts';

/** Callers that the workspace itself names: every workload with its labels, every gateway by its selector. */
export function knownCallers(config: IstioConfig): Caller[] {
  const found = new Map<string, Caller>();
  const add = (caller: Caller) => {
    found.set(callerKey(caller), caller);
  };
  for (const gateway of config.gateways) {
    const labels = gateway.spec.selector ?? { istio: 'ingressgateway' };
    const pod = config.pods.find((candidate) => hasLabels(candidate.metadata.labels, labels));
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

/** A text that is the same for the same caller, whatever the order of its labels. */
export function callerKey(caller: Caller): string {
  const [kind, { namespace, labels }] = 'gateway' in caller ? ['gateway', caller.gateway] : ['sidecar', caller];
  return JSON.stringify([kind, namespace, Object.entries(labels).toSorted(([a], [b]) => byText(a, b))]);
}

/** Istio's own ingress gateway runs in istio-system; another selector most likely means a gateway beside its Gateway. */
function gatewayNamespace(own: string, selector: Readonly<Record<string, string>>): string {
  return selector['istio'] === 'ingressgateway' || selector['istio'] === 'egressgateway' ? 'istio-system' : own;
}
