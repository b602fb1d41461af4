import { serviceOfHost } from '../istio/service-host.ts';
import { resolveShortname } from '../istio/host.ts';

/**
 * The fully qualified name that Istio reads a host as: a name without a dot belongs to the namespace of the object that holds it,
 * everything else stays as written (istio-semantics R2.1). Lower case, as hosts are compared (R2.4).
 */
export function qualifiedHost(host: string, namespace: string): string {
  return resolveShortname(host.toLowerCase(), namespace);
}

/** A host as people say it: the Service's name, with its namespace only where that is another than `near`. */
export function shortHost(host: string, near: string): string {
  const service = serviceOfHost(host);
  if (!service) return host;
  return service.namespace === near ? service.name : `${service.name}.${service.namespace}`;
}

/** How a host is written in an object of the namespace `near`: a Service of the same namespace by its name alone (istio-semantics R2.1). */
export function writtenHost(host: string, near: string): string {
  const service = serviceOfHost(host);
  return service?.namespace === near ? service.name : host;
}
