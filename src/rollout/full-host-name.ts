/** The full name of a host that is written in `namespace`: without dots it is short for a service of the namespace (istio-semantics R2.1). */
export function fullHostName(host: string, namespace: string): string {
  return host.includes('.') ? host.toLowerCase() : `${host}.${namespace}.svc.cluster.local`.toLowerCase();
}

/** Whether two hosts that are written in `namespace` are one. */
export function isSameHost(a: string, b: string, namespace: string): boolean {
  return fullHostName(a, namespace) === fullHostName(b, namespace);
}

/** Whether a full host name is the one of a pattern, or ends as a pattern with a leading `*` says. */
export function coversHost(pattern: string, host: string): boolean {
  return pattern.startsWith('*') ? host.endsWith(pattern.slice(1)) : pattern === host;
}
