import { hostSubsetOf, matchesHost } from '../istio/host.ts';

/** One entry of `egress.hosts`; a namespace of `*` means all. */
type EgressHost = { readonly namespace: string; readonly host: string };

/** What an egress listener imports, and what it leaves out all the same. */
export type EgressHosts = { readonly imported: readonly EgressHost[]; readonly excluded: readonly EgressHost[] };

/**
 * Reads `egress.hosts`: `namespace/host`, where `.` is the proxy's own namespace and `~` in front excludes (`~/host` from every namespace)
 * (istio-semantics R2.7). Entries without a namespace mean nothing.
 */
export function readEgressHosts(hosts: readonly string[], proxyNamespace: string): EgressHosts {
  const entries = hosts.filter((entry) => entry.includes('/'));
  const read = (entry: string): EgressHost => {
    const slash = entry.indexOf('/');
    const namespace = entry.slice(0, slash);
    return { namespace: namespace === '.' ? proxyNamespace : namespace || '*', host: entry.slice(slash + 1) };
  };
  return {
    imported: entries.filter((entry) => !entry.startsWith('~')).map(read),
    excluded: entries.filter((entry) => entry.startsWith('~')).map((entry) => read(entry.slice(1))),
  };
}

/** Services are imported where an entry names all of their name (pilot/pkg/model/sidecar.go:matchingService). */
export function importsService({ imported, excluded }: EgressHosts, hostname: string, namespace: string): boolean {
  const covers = (entry: EgressHost) => isOf(entry, namespace) && hostSubsetOf(hostname, entry.host);
  return imported.some(covers) && !excluded.some(covers);
}

/**
 * A VirtualService is imported as a whole where one of its hosts overlaps with an entry (sidecar.go:hostClassification.VSMatches).
 *
 * @param overlap 'either-way': an entry may be narrower than the host, too; 'covered': as for services (routes of the Gateway API).
 */
export function importsVirtualService(
  { imported, excluded }: EgressHosts,
  hosts: readonly string[],
  namespace: string,
  overlap: 'either-way' | 'covered',
): boolean {
  const overlaps = overlap === 'covered' ? hostSubsetOf : matchesHost;
  return hosts.some(
    (host) =>
      imported.some((entry) => isOf(entry, namespace) && overlaps(host, entry.host)) &&
      !excluded.some((entry) => isOf(entry, namespace) && hostSubsetOf(host, entry.host)),
  );
}

function isOf(entry: EgressHost, namespace: string): boolean {
  return entry.namespace === '*' || entry.namespace === namespace;
}
