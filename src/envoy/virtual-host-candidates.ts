import type { RouteConfiguration, VirtualHost } from './config.ts';
import { domainTable, findDomain } from './virtual-host-match.ts';

/** A virtual host that would take a Host header too, and the domain by which. */
export type VirtualHostCandidate = { readonly virtualHost: VirtualHost; readonly domain: string };

/** Every virtual host with a domain for a Host header, in the order of the configuration: which one takes it, `findDomain` says. */
export function virtualHostCandidates(configuration: RouteConfiguration, authority: string): VirtualHostCandidate[] {
  return configuration.virtualHosts.flatMap((virtualHost) => {
    const table = domainTable(configuration, [{ domains: virtualHost.domains, host: virtualHost }]);
    const found = findDomain(table, authority);
    return found ? [{ virtualHost, domain: found.domain }] : [];
  });
}
