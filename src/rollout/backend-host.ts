import type { BackendRef } from '../istio/gateway-api.ts';
import { serviceHost, serviceOfHost } from '../istio/service-host.ts';

/** The group that Istio's own kind of backend, Hostname, is of (istio conversion.go:buildDestination). */
const hostnameGroup = 'networking.istio.io';

/** How a backend is written in a plan: a Service by its name, with its namespace where that is another one; any other host as it is. */
export type WrittenBackend = { readonly host: string; readonly kind?: 'Hostname' };

/** The full host name of a backend: a Service of the route's namespace unless it says another, or a Hostname as it is. */
export function backendHost({ name, namespace, kind }: BackendRef, routeNamespace: string): string {
  return kind === 'Hostname' ? name : serviceHost(name, namespace ?? routeNamespace);
}

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
  if (!service) return { group: hostnameGroup, kind: 'Hostname', name: host };
  return service.namespace === routeNamespace ? { name: service.name } : service;
}
