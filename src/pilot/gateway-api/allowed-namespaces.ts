import { hasLabels } from '../../istio/labels.ts';
import type { GatewayListener, LabelSelector } from '../../istio/gateway-api.ts';
import type { GatewayApiConfig } from './route-context.ts';

const NAME_LABEL = 'kubernetes.io/metadata.name';

/**
 * The namespaces whose routes a listener takes; `*` stands for all, none for nobody (conversion.go:namespacesFromSelector). A namespace exists where
 * it is declared or something lives in it; without a declaration it has the one label that Kubernetes gives it.
 */
export function allowedNamespaces(
  config: GatewayApiConfig,
  { allowedRoutes }: GatewayListener,
  gatewayNamespace: string,
): string[] {
  const { from = 'Same', selector } = allowedRoutes?.namespaces ?? {};
  if (from === 'Same') return [gatewayNamespace];
  if (from === 'All' || !selector) return ['*'];
  return [...namespaceLabels(config)]
    .flatMap(([name, labels]) => (matchesSelector(selector, labels) ? name : []))
    .toSorted();
}

function namespaceLabels(config: GatewayApiConfig): Map<string, Readonly<Record<string, string>>> {
  const inhabitants = [
    ...config.httpRoutes,
    ...config.grpcRoutes,
    ...config.tcpRoutes,
    ...config.tlsRoutes,
    ...config.services,
  ];
  const labels = new Map(inhabitants.map(({ metadata: { namespace } }) => [namespace, { [NAME_LABEL]: namespace }]));
  for (const { metadata } of config.namespaces)
    labels.set(metadata.name, { ...metadata.labels, [NAME_LABEL]: metadata.name });
  return labels;
}

/** Kubernetes' own selector: everything it names must hold; an empty one holds for all. An unknown operator makes it select nothing. */
function matchesSelector(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  return (
    hasLabels(labels, matchLabels) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'In') return value !== undefined && values.includes(value);
      if (operator === 'NotIn') return value === undefined || !values.includes(value);
      if (operator === 'Exists') return value !== undefined;
      return operator === 'DoesNotExist' && value === undefined;
    })
  );
}
