import { asciiLowerCase } from './ascii-case.ts';
import type { RouteConfiguration } from './config.ts';

/** The domains of a route configuration, sorted for look-up. Values are whatever stands for a virtual host. */
export type DomainTable<Host> = {
  readonly exact: ReadonlyMap<string, Host>;
  /** Text after the leading `*`, longest first. */
  readonly suffixes: readonly (readonly [suffix: string, host: Host])[];
  /** Text before the trailing `*`, longest first. */
  readonly prefixes: readonly (readonly [prefix: string, host: Host])[];
  readonly any: Host | null;
  readonly ignorePort: boolean;
};

export type DomainMatch<Host> = { readonly host: Host; readonly domain: string };

/**
 * Sorts the domains (Envoy: router/config_impl.cc, RouteMatcher). Envoy refuses a configuration that names a domain twice; here the first
 * one keeps it.
 */
export function domainTable<Host>(
  configuration: RouteConfiguration,
  hosts: readonly { readonly domains: readonly string[]; readonly host: Host }[],
): DomainTable<Host> {
  const exact = new Map<string, Host>();
  const suffixes = new Map<string, Host>();
  const prefixes = new Map<string, Host>();
  for (const { domains, host } of hosts) {
    for (const written of domains) {
      const domain = asciiLowerCase(written);
      if (domain.startsWith('*')) addOnce(suffixes, domain.slice(1), host);
      else if (domain.endsWith('*')) addOnce(prefixes, domain.slice(0, -1), host);
      else addOnce(exact, domain, host);
    }
  }
  const any = suffixes.get('') ?? null;
  suffixes.delete('');
  return {
    exact,
    suffixes: longestFirst(suffixes),
    prefixes: longestFirst(prefixes),
    any,
    ignorePort: configuration.ignorePortInHostMatching ?? false,
  };
}

/**
 * The virtual host of a Host header: exact, then the longest `*suffix`, then the longest `prefix*`, then `*`; a wildcard stands for one
 * character at least (Envoy: findVirtualHost; istio-semantics R3.16). Without a Host only `*` is left.
 */
export function findDomain<Host>(table: DomainTable<Host>, authority: string): DomainMatch<Host> | null {
  const name = asciiLowerCase(table.ignorePort ? withoutPort(authority) : authority);
  if (name !== '') {
    const exact = table.exact.get(name);
    if (exact !== undefined) return { host: exact, domain: name };
    const bySuffix = table.suffixes.find(([suffix]) => suffix.length < name.length && name.endsWith(suffix));
    if (bySuffix) return { host: bySuffix[1], domain: `*${bySuffix[0]}` };
    const byPrefix = table.prefixes.find(([prefix]) => prefix.length < name.length && name.startsWith(prefix));
    if (byPrefix) return { host: byPrefix[1], domain: `${byPrefix[0]}*` };
  }
  return table.any === null ? null : { host: table.any, domain: '*' };
}

/** An authority without its port; a colon inside `[v6]` starts none (Envoy: HeaderUtility::getPortStart). */
function withoutPort(authority: string): string {
  const colon = authority.lastIndexOf(':');
  return colon > authority.lastIndexOf(']') ? authority.slice(0, colon) : authority;
}

function addOnce<Host>(map: Map<string, Host>, key: string, host: Host): void {
  if (!map.has(key)) map.set(key, host);
}

function longestFirst<Host>(map: ReadonlyMap<string, Host>): (readonly [string, Host])[] {
  return [...map].sort(([a], [b]) => b.length - a.length);
}
