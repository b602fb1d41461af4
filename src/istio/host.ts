import { byText } from './by-text.ts';
import { serviceHost } from './service-host.ts';

/** A name without a dot means a Service beside the object that names it; all others stand as written (istio-semantics R2.1; model/config.go:ResolveShortnameToFQDN). */
export function resolveShortname(host: string, namespace: string): string {
  if (host === '' || host.includes('.') || host.startsWith('*') || host.includes(':')) return host;
  return serviceHost(host, namespace);
}

/** Whether a host is a pattern. */
export function isWildcard(host: string): boolean {
  return host.startsWith('*');
}

/** Whether two hosts overlap, either of which may be a pattern (istio-semantics 2.2; pkg/config/host/name.go:Matches). */
export function matchesHost(a: string, b: string): boolean {
  if (isWildcard(a) && isWildcard(b)) return a.slice(1).endsWith(b.slice(1)) || b.slice(1).endsWith(a.slice(1));
  if (isWildcard(a)) return b.endsWith(a.slice(1));
  return isWildcard(b) ? a.endsWith(b.slice(1)) : a === b;
}

/** Whether every name that `a` covers is covered by `b` (pkg/config/host/name.go:SubsetOf). */
export function hostSubsetOf(a: string, b: string): boolean {
  if (isWildcard(b)) return (isWildcard(a) ? a.slice(1) : a).endsWith(b.slice(1));
  return !isWildcard(a) && a === b;
}

/** Order of patterns: plain names first, longer before shorter, then by the alphabet (pkg/config/host/names.go). */
export function bySpecificity(a: string, b: string): number {
  if (isWildcard(a) !== isWildcard(b)) return isWildcard(a) ? 1 : -1;
  return b.length - a.length || byText(a, b);
}

/** The narrowest of `hosts` that covers `name`, or null (model/config.go:MostSpecificHostMatch). */
export function mostSpecificHostMatch(name: string, hosts: Iterable<string>): string | null {
  let best: string | null = null;
  for (const host of hosts) {
    if (!hostSubsetOf(name, host)) continue;
    if (host === name) return host;
    if (best === null || bySpecificity(host, best) < 0) best = host;
  }
  return best;
}
