/** Whether two hosts of destinations in `namespace` are one: a name without dots is short for a service of the namespace (istio-semantics R1). */
export function isSameHost(a: string, b: string, namespace: string): boolean {
  return fullName(a, namespace) === fullName(b, namespace);
}

function fullName(host: string, namespace: string): string {
  return host.includes('.') ? host.toLowerCase() : `${host}.${namespace}.svc.cluster.local`.toLowerCase();
}
