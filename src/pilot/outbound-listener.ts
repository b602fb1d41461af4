import type { FilterChain, FilterChainMatch, HttpConnectionManager, Listener, TcpProxy } from '../envoy/config.ts';
import { byText } from '../istio/by-text.ts';
import type { Source } from '../istio/source.ts';

/** The address that stands for all. */
export const ANY_ADDRESS = '0.0.0.0';

/** A filter chain in the making: what it takes (nothing said: all), and what it does with it. */
export type OutboundChain = {
  readonly sniHosts: readonly string[];
  readonly destinationCidrs: readonly string[];
  /** Takes plaintext HTTP alone, as Envoy finds it by looking at the first bytes. */
  readonly sniffsHttp: boolean;
  readonly http: HttpConnectionManager | null;
  readonly tcp: TcpProxy | null;
  readonly source: Source | null;
};

/** Whether both chains would take the same connections (listener.go:filterChainOpts.conflictsWith). */
export function conflictsWith(a: OutboundChain, b: OutboundChain): boolean {
  return (
    a.sniffsHttp === b.sniffsHttp &&
    sameSet(specific(a.sniHosts), specific(b.sniHosts)) &&
    sameSet(rangesOf(a).map(rangeKey), rangesOf(b).map(rangeKey))
  );
}

function specific(sniHosts: readonly string[]): string[] {
  return sniHosts.filter((host) => host !== '*');
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.every((one) => b.includes(one)) && b.every((one) => a.includes(one));
}

type PrefixRange = { addressPrefix: string; prefixLen: number };

function rangesOf({ destinationCidrs }: OutboundChain): PrefixRange[] {
  return destinationCidrs.map(prefixRange).filter(({ addressPrefix }) => addressPrefix !== ANY_ADDRESS);
}

function prefixRange(cidr: string): PrefixRange {
  const [addressPrefix = '', length] = cidr.split('/');
  const whole = addressPrefix.includes(':') ? 128 : 32;
  return { addressPrefix, prefixLen: length === undefined ? whole : Number(length) };
}

function rangeKey({ addressPrefix, prefixLen }: PrefixRange): string {
  return `${addressPrefix}/${prefixLen}`;
}

/**
 * The finished listener: a chain that takes all becomes the one for what no other takes; without one that is where unknown traffic goes
 * (listener.go:buildListenerFromEntry).
 *
 * @param outboundCluster where unknown traffic goes.
 */
export function outboundListener(
  { bind, port, bindToPort }: { readonly bind: string; readonly port: number; readonly bindToPort: boolean },
  chains: readonly OutboundChain[],
  outboundCluster: string,
): Listener {
  const matching = chains.filter((chain) => !takesAll(chain)).map(filterChain);
  const all = chains.findLast(takesAll);
  const fallback: FilterChain = all ? filterChain(all) : { match: {}, tcp: { cluster: outboundCluster } };
  const isOnlyChain = all !== undefined && matching.length === 0;
  return {
    name: `${bind}_${port}`,
    address: bind,
    port,
    ...(!bindToPort && { bindToPort: false }),
    listenerFilters: inspectors(chains),
    filterChains: isOnlyChain ? [fallback] : matching,
    ...(!isOnlyChain && { defaultFilterChain: fallback }),
  };
}

/** What Envoy has to look at in a connection before it can choose a chain. */
function inspectors(chains: readonly OutboundChain[]): string[] {
  return [
    ...(chains.some(({ sniHosts }) => sniHosts.length > 0) ? ['envoy.filters.listener.tls_inspector'] : []),
    ...(chains.some(({ sniffsHttp }) => sniffsHttp) ? ['envoy.filters.listener.http_inspector'] : []),
  ];
}

function takesAll({ sniHosts, destinationCidrs, sniffsHttp }: OutboundChain): boolean {
  return (sniHosts.length === 0 || sniHosts.includes('*')) && !sniffsHttp && destinationCidrs.length === 0;
}

function filterChain(chain: OutboundChain): FilterChain {
  const { http, tcp, source } = chain;
  return {
    ...(!takesAll(chain) && { match: chainMatch(chain) }),
    ...(http && { http }),
    ...(tcp && { tcp }),
    ...(source && { source }),
  };
}

function chainMatch(chain: OutboundChain): FilterChainMatch {
  const { sniHosts, sniffsHttp } = chain;
  const prefixRanges = rangesOf(chain).toSorted((a, b) => byText(rangeKey(a), rangeKey(b)));
  return {
    ...(prefixRanges.length > 0 && { prefixRanges }),
    ...(sniHosts.length > 0 && !sniHosts.includes('*') && { serverNames: sniHosts.toSorted() }),
    ...(sniffsHttp && { transportProtocol: 'raw_buffer', applicationProtocols: ['http/1.1', 'h2c'] }),
  };
}
