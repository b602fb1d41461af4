/** The mesh's DNS domain. */
export const CLUSTER_DOMAIN = 'cluster.local';

/** A Kubernetes Service, as its host name tells of it. */
export type ServiceName = { readonly name: string; readonly namespace: string };

/** The host name of a Kubernetes Service. */
export function serviceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.svc.${CLUSTER_DOMAIN}`;
}

/** The Kubernetes Service whose host name this is, in full; null for all others. */
export function serviceOfHost(host: string): ServiceName | null {
  const [name, namespace, ...rest] = host.split('.');
  return name && namespace && rest.join('.') === `svc.${CLUSTER_DOMAIN}` ? { name, namespace } : null;
}
