import { hostSubsetOf } from '../istio/host.ts';

/**
 * The hosts of a server in the two forms that count: `./h` names the Gateway's namespace, a `*` for the namespace says nothing, and one host
 * of every namespace and name is all that is left of the server (pilot/pkg/model/gateway.go:sanitizeServerHostNamespace).
 */
export function serverHosts(hosts: readonly string[], namespace: string): string[] {
  if (hosts.includes('*/*')) return ['*'];
  return hosts.map((host) => host.replace(/^\.\//, `${namespace}/`).replace(/^\*\//, ''));
}

/** The names of a server's hosts that VirtualServices of `namespace` may bind to (istio-semantics R9.5). */
export function hostsForNamespace(hosts: readonly string[], namespace: string): string[] {
  return hosts.flatMap((host) => {
    const slash = host.indexOf('/');
    if (slash < 0) return host;
    return host.slice(0, slash) === namespace ? host.slice(slash + 1) : [];
  });
}

/** Of each pair that overlaps the narrower host, each once (istio-semantics R9.5; pkg/config/host/names.go:Intersection). */
export function intersectHosts(hosts: readonly string[], others: readonly string[]): string[] {
  const pairs = hosts.flatMap((host) => others.map((other) => narrower(host, other)));
  return [...new Set(pairs.filter((host) => host !== null))];
}

function narrower(host: string, other: string): string | null {
  if (hostSubsetOf(host, other)) return host;
  return hostSubsetOf(other, host) ? other : null;
}
