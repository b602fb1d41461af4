import { asciiLowerCase } from './ascii-case.ts';
import type { FilterChain, FilterChainMatch, Listener } from './config.ts';
import { isInPrefix, parseIpAddress } from './ip-address.ts';
import type { Connection } from './request.ts';

/** What the listener filters find out about a connection. */
type Detected = { readonly transport: string; readonly serverName: string; readonly protocols: readonly string[] };

/** How well a chain's condition fits: the highest rank wins its step, null means that it does not fit. */
type Rank = number | null;

/**
 * The filter chain of a connection, and why. The steps are asked in Envoy's order; at each the most specific chains stay and nobody comes
 * back to the others (Envoy: filter_chain_manager_impl.cc, findFilterChain).
 */
export function findFilterChain(
  listener: Listener,
  connection: Connection,
): { readonly chain: FilterChain | null; readonly notes: readonly string[] } {
  const detected = detect(listener, connection);
  const address = parseIpAddress(connection.address);
  const steps: readonly [name: string, rank: (match: FilterChainMatch) => Rank][] = [
    [`destination port ${connection.port}`, (match) => rankPort(match, connection.port)],
    [`destination address ${connection.address}`, (match) => rankAddress(match, address)],
    [`server name ${JSON.stringify(detected.serverName)}`, (match) => rankServerName(match, detected.serverName)],
    [`transport protocol ${detected.transport}`, (match) => rankTransport(match, detected.transport)],
    [
      `application protocol ${detected.protocols.join(', ') || 'unknown'}`,
      (match) => rankProtocols(match, detected.protocols),
    ],
  ];
  let chains: readonly FilterChain[] = listener.filterChains;
  for (const [name, rank] of steps) {
    chains = mostSpecific(chains, rank);
    if (chains.length === 0) return fallBack(listener, name);
  }
  const chain = chains[0] ?? null;
  return chain ? { chain, notes: chosen(listener, chain) } : fallBack(listener, 'the connection');
}

function mostSpecific(chains: readonly FilterChain[], rank: (match: FilterChainMatch) => Rank): FilterChain[] {
  const ranked = chains.map((chain) => ({ chain, rank: rank(chain.match ?? {}) }));
  const best = ranked.reduce((best, { rank }) => (rank === null ? best : Math.max(best, rank)), -1);
  return ranked.filter(({ rank }) => rank === best).map(({ chain }) => chain);
}

function chosen(listener: Listener, chain: FilterChain): string[] {
  if (listener.filterChains.length === 1 && !listener.defaultFilterChain) return [];
  return [`Filter chain ${chain.name ?? `${listener.filterChains.indexOf(chain) + 1}`} fits the connection best.`];
}

function fallBack(listener: Listener, step: string): { chain: FilterChain | null; notes: string[] } {
  const chain = listener.defaultFilterChain ?? null;
  const end = chain ? 'its default chain takes the connection' : 'the connection is closed';
  return { chain, notes: [`No filter chain of ${listener.name} fits ${step}: ${end}.`] };
}

/** Without a TLS inspector nobody looks into TLS; without an HTTP inspector nobody names the application protocol. */
function detect(listener: Listener, connection: Connection): Detected {
  const inspects = (name: string) => listener.listenerFilters.some((filter) => filter.endsWith(name));
  if (connection.tls) {
    return inspects('tls_inspector')
      ? { transport: 'tls', serverName: asciiLowerCase(connection.tls.sni ?? ''), protocols: [] }
      : { transport: 'raw_buffer', serverName: '', protocols: [] };
  }
  const protocols = connection.http && inspects('http_inspector') ? ['http/1.1'] : [];
  return { transport: 'raw_buffer', serverName: '', protocols };
}

function rankPort(match: FilterChainMatch, port: number): Rank {
  if (match.destinationPort === undefined) return 0;
  return match.destinationPort === port ? 1 : null;
}

function rankAddress(match: FilterChainMatch, address: readonly number[] | null): Rank {
  const ranges = match.prefixRanges ?? [];
  if (ranges.length === 0) return 0;
  if (address === null) return null;
  const lengths = ranges.flatMap(({ addressPrefix, prefixLen = 0 }) => {
    const prefix = parseIpAddress(addressPrefix);
    return prefix && isInPrefix(address, prefix, prefixLen) ? [prefixLen + 1] : [];
  });
  return lengths.length === 0 ? null : Math.max(...lengths);
}

/** An exact name beats every wildcard, a longer wildcard a shorter one; `*.example.com` covers any number of labels. */
function rankServerName(match: FilterChainMatch, serverName: string): Rank {
  const names = match.serverNames ?? [];
  if (names.length === 0) return 0;
  const ranks = names.flatMap((written) => {
    const name = asciiLowerCase(written);
    if (name === serverName && serverName !== '') return [Infinity];
    if (name === '*') return [0];
    return name.startsWith('*.') && serverName.endsWith(name.slice(1)) ? [name.length] : [];
  });
  return ranks.length === 0 ? null : Math.max(...ranks);
}

function rankTransport(match: FilterChainMatch, transport: string): Rank {
  if (!match.transportProtocol) return 0;
  return match.transportProtocol === transport ? 1 : null;
}

function rankProtocols(match: FilterChainMatch, protocols: readonly string[]): Rank {
  const accepted = match.applicationProtocols ?? [];
  if (accepted.length === 0) return 0;
  return accepted.some((protocol) => protocols.includes(protocol)) ? 1 : null;
}
