import { importsService, type EgressHosts } from './egress-hosts.ts';
import type { PushContext } from './push-context.ts';
import { aliasesByTarget } from './service-aliases.ts';
import type { MeshService } from './service.ts';
import { isVisible } from './visibility.ts';

/** The services that proxies of a namespace see: those exported to it by name before public ones, each oldest first (push_context.go:servicesExportedToNamespace). */
export function visibleServices({ services }: Pick<PushContext, 'services'>, namespace: string): MeshService[] {
  const visible = services.filter((service) => isVisible(service.exportTo, service.namespace, namespace));
  const isPublic = ({ exportTo }: MeshService) => exportTo.length === 0 || exportTo.includes('*');
  return [...visible.filter((service) => !isPublic(service)), ...visible.filter(isPublic)];
}

/**
 * The visible services that an egress listener imports; of a hostname that stands in several namespaces one is taken
 * (istio-semantics R2.7, R2.8; pilot/pkg/model/sidecar.go:selectServices).
 *
 * @param port the listener's; services are cut down to it and those without it are left out. Null: the listener is for all ports.
 */
export function importedServices(
  push: Pick<PushContext, 'services'>,
  proxyNamespace: string,
  hosts: EgressHosts,
  port: number | null,
): MeshService[] {
  const imported = visibleServices(push, proxyNamespace)
    .filter(({ hostname, namespace }) => importsService(hosts, hostname, namespace))
    .flatMap((service) => onPort(service, port) ?? [])
    .flatMap(perAddress)
    .map((service) => withAliases(push, service, hosts));
  const preferred = new Map<string, MeshService>();
  for (const service of imported) {
    const known = preferred.get(service.hostname);
    if (!known || isPreferred(service, known, proxyNamespace)) preferred.set(service.hostname, service);
  }
  return imported.filter(({ hostname, namespace }) => preferred.get(hostname)?.namespace === namespace);
}

/** The proxy's own namespace, then a Service of Kubernetes, then the older (`known` stands first). */
function isPreferred(candidate: MeshService, known: MeshService, proxyNamespace: string): boolean {
  if (known.namespace === proxyNamespace) return false;
  if (candidate.namespace === proxyNamespace) return true;
  return known.registry !== 'Kubernetes' && candidate.registry === 'Kubernetes';
}

/** A ServiceEntry stands once for each of its addresses (serviceregistry/serviceentry/conversion.go:convertServices). */
function perAddress(service: MeshService): MeshService[] {
  if (service.registry !== 'External' || service.addresses.length < 2) return [service];
  return service.addresses.map((address) => ({ ...service, addresses: [address] }));
}

function withAliases(push: Pick<PushContext, 'services'>, service: MeshService, hosts: EgressHosts): MeshService {
  const aliases = aliasesByTarget(push).get(service.hostname) ?? [];
  const imported = aliases.filter((alias) => importsService(hosts, alias, service.namespace));
  return imported.length > 0 ? { ...service, aliases: imported } : service;
}

/** The service with this port alone; null where it does not have it. */
export function onPort(service: MeshService, port: number | null): MeshService | null {
  if (port === null) return service;
  const ports = service.ports.filter((one) => one.port === port);
  return ports.length > 0 ? { ...service, ports: ports.slice(0, 1) } : null;
}
