import type { BackendRef } from '../istio/gateway-api.ts';
import { HOSTNAME_GROUP } from '../istio/gateway-api-reference.ts';
import { serviceHost, serviceOfHost } from '../istio/service-host.ts';

/** How a backend is written in a plan: a Service by its name, with its namespace where that is another one; any other host as it is. */
export type WrittenBackend = { readonly host: string; readonly kind?: 'Hostname' };

/** The full host name that a plan means: `name` and `name.namespace` are Services, what has more dots is a host, and so is what says so. */
export function plannedBackendHost({ host, kind }: WrittenBackend, routeNamespace: string): string {
  if (kind === 'Hostname') return host;
  const [name = '', namespace = routeNamespace, ...more] = host.split('.');
  return more.length > 0 ? host : serviceHost(name, namespace);
}

/** A full host name as a plan writes it; reading gives it back. */
export function writtenBackend(host: string, routeNamespace: string): WrittenBackend {
  const service = serviceOfHost(host);
  if (service)
    return { host: service.namespace === routeNamespace ? service.name : `${service.name}.${service.namespace}` };
  return host.split('.').length > 2 ? { host } : { host, kind: 'Hostname' };
}

/** A full host name in the fewest words. */
export function backendWords(host: string, routeNamespace: string): string {
  return writtenBackend(host, routeNamespace).host;
}

/** The reference to a host as a route of the namespace writes it, without port and weight. */
export function backendRefTo(
  host: string,
  routeNamespace: string,
): Pick<BackendRef, 'group' | 'kind' | 'name' | 'namespace'> {
  const service = serviceOfHost(host);
  if (!service) return { group: HOSTNAME_GROUP, kind: 'Hostname', name: host };
  return service.namespace === routeNamespace ? { name: service.name } : service;
}
