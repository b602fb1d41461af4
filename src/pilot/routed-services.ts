import type { Destination, VirtualService } from '../istio/virtual-service.ts';
import { onPort } from './imported-services.ts';
import { memoByParts } from './memo-by-parts.ts';
import type { PushContext } from './push-context.ts';
import type { MeshService } from './service.ts';
import type { VirtualServiceObject } from './virtual-services.ts';
import { isVisible } from './visibility.ts';

/**
 * The services that imported VirtualServices route to, whether imported themselves or not: with the ports that the destinations name, or all where
 * one names none (istio-semantics R2.7, R2.8; pilot/pkg/model/sidecar.go:collectImportedServices).
 *
 * @param port the egress listener's, which then counts instead of the destinations'.
 */
export function routedServices(
  push: PushContext,
  proxyNamespace: string,
  virtualServices: readonly VirtualServiceObject[],
  port: number | null,
): MeshService[] {
  const { servicesByHost } = push;
  return virtualServices.flatMap(({ spec }) => routedBy({ spec, servicesByHost, proxyNamespace, port }));
}

/** Those of one VirtualService, for as long as it and the services stay. */
const routedBy = memoByParts(
  { spec: 'object', servicesByHost: 'object', proxyNamespace: 'scalar', port: 'scalar' },
  ({ spec, servicesByHost, proxyNamespace, port }: RoutedContext): MeshService[] =>
    [...destinationPorts(spec, proxyNamespace)].flatMap(([host, ports]) => {
      const service = bestVisible(servicesByHost, host, proxyNamespace);
      if (!service) return [];
      return (port === null ? onPorts(service, ports) : onPort(service, port)) ?? [];
    }),
);

type RoutedContext = Pick<PushContext, 'servicesByHost'> & {
  readonly spec: VirtualService;
  readonly proxyNamespace: string;
  readonly port: number | null;
};

/**
 * Of services with the same name that of the proxy's own namespace, whatever it is exported to; then of those that are visible one of Kubernetes, then the
 * oldest (sidecar.go:collectImportedServices, pickBestVisibleNamespace).
 */
function bestVisible(
  servicesByHost: PushContext['servicesByHost'],
  host: string,
  proxyNamespace: string,
): MeshService | null {
  const candidates = servicesByHost.get(host) ?? [];
  const visible = candidates.filter(({ exportTo, namespace }) => isVisible(exportTo, namespace, proxyNamespace));
  const own = candidates.filter(({ namespace }) => namespace === proxyNamespace);
  const [first] = [...byKubernetes(own), ...byKubernetes(visible)];
  return first ?? null;
}

/** Services of Kubernetes first, else as they are: by age. */
function byKubernetes(services: readonly MeshService[]): MeshService[] {
  return services.toSorted((a, b) => Number(b.registry === 'Kubernetes') - Number(a.registry === 'Kubernetes'));
}

function onPorts(service: MeshService, wanted: ReadonlySet<number>): MeshService | null {
  if (wanted.has(0)) return service;
  const ports = service.ports.filter(({ port }) => wanted.has(port));
  return ports.length > 0 ? { ...service, ports } : null;
}

/** The ports of each destination by host; 0 stands for all. */
function destinationPorts(spec: VirtualService, proxyNamespace: string): Map<string, Set<number>> {
  const byHost = new Map<string, Set<number>>();
  for (const { host, port } of destinationsOf(spec, proxyNamespace)) {
    const ports = byHost.get(host) ?? new Set();
    byHost.set(host, ports.add(port?.number ?? 0));
  }
  return byHost;
}

/**
 * Rules of `http` whose entries name other namespaces, and none the caller's, do not count, even where a further entry names nobody
 * (push_context.go:virtualServiceDestinationsFilteredBySourceNamespace).
 */
function destinationsOf({ http = [], tcp = [], tls = [] }: VirtualService, proxyNamespace: string): Destination[] {
  const rules = http.filter(({ match = [] }) => {
    const namespaces = match.flatMap(({ sourceNamespace }) => sourceNamespace || []);
    return namespaces.length === 0 || namespaces.includes(proxyNamespace);
  });
  const placed = [...rules, ...tcp, ...tls].flatMap(
    ({ route = [] }: { route?: { destination: Destination }[] }) => route,
  );
  const mirrors = rules.flatMap((rule) => rule.mirrors ?? []);
  return [
    ...[...placed, ...mirrors].map(({ destination }) => destination),
    ...rules.flatMap(({ mirror }) => mirror ?? []),
  ];
}
