import { CLUSTER_DOMAIN, resolveShortname } from '../pilot/host.ts';
import type { Source } from '../istio/source.ts';

/**
 * The fully qualified name that Istio reads a host as: a name without a dot belongs to the namespace of the object that holds it,
 * everything else stays as written (istio-semantics R2.1). Lower case, as hosts are compared (R2.4).
 */
export function qualifiedHost(host: string, namespace: string): string {
  return resolveShortname(host.toLowerCase(), namespace);
}

/** The host name of a Kubernetes Service. */
export function serviceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.svc.${CLUSTER_DOMAIN}`;
}

/** Name and namespace of a host that is a Kubernetes Service's, null for all others. */
export function serviceOfHost(host: string): { readonly name: string; readonly namespace: string } | null {
  const [name, namespace, ...rest] = host.split('.');
  return name && namespace && rest.join('.') === `svc.${CLUSTER_DOMAIN}` ? { name, namespace } : null;
}

/** A host as people say it: the Service's name, with its namespace only where that is another than `near`. */
export function shortHost(host: string, near: string): string {
  const service = serviceOfHost(host);
  if (!service) return host;
  return service.namespace === near ? service.name : `${service.name}.${service.namespace}`;
}

/** What can be named and placed in a namespace; the shape that the projections need of an object. */
export type NamedObject = {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly source: Source;
};
