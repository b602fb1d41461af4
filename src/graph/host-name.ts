import type { Source } from '../istio/source.ts';

const clusterDomain = 'cluster.local';

/**
 * The fully qualified name that Istio reads a host as: a name without a dot belongs to the namespace of the object that holds it,
 * everything else stays as written (istio-semantics R2.1). Lower case, as hosts are compared (R2.4).
 */
export function qualifiedHost(host: string, namespace: string): string {
  const name = host.toLowerCase();
  return name === '' || name.includes('.') || name.startsWith('*') ? name : serviceHost(name, namespace);
}

/** The host name of a Kubernetes Service. */
export function serviceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.svc.${clusterDomain}`;
}

/** Name and namespace of a host that is a Kubernetes Service's, null for all others. */
export function serviceOfHost(host: string): { readonly name: string; readonly namespace: string } | null {
  const [name, namespace, ...rest] = host.split('.');
  return name && namespace && rest.join('.') === `svc.${clusterDomain}` ? { name, namespace } : null;
}

/** A host as people say it: the Service's name, with its namespace only where that is another than `near`. */
export function shortHost(host: string, near: string): string {
  const service = serviceOfHost(host);
  if (!service) return host;
  return service.namespace === near ? service.name : `${service.name}.${service.namespace}`;
}

/** Whether `pattern` (a host, or `*` with a suffix) names `host` (istio-semantics 2.2). */
export function hostCovers(pattern: string, host: string): boolean {
  return pattern.startsWith('*') ? host.endsWith(pattern.slice(1)) : pattern === host;
}

/** The `namespace/name` of a gateway that a VirtualService names; `mesh` stays (istio-semantics R2.3). */
export function gatewayName(reference: string, namespace: string): string {
  if (reference === 'mesh') return reference;
  if (reference.startsWith('./')) return `${namespace}/${reference.slice(2)}`;
  if (reference.includes('/')) return reference;
  const [name, other, ...rest] = reference.split('.');
  return rest[0] === 'svc' ? `${other}/${name}` : `${namespace}/${reference}`;
}

/** What can be named and placed in a namespace; the shape that the projections need of an object. */
export type NamedObject = {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly source: Source;
};
