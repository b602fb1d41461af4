import type { FilterChain, FilterChainMatch, HttpConnectionManager, Listener, TcpProxy } from '../config.ts';
import {
  filterConfig,
  flag,
  given,
  json,
  jsonList,
  number,
  optionalJson,
  text,
  textList,
  type Json,
} from './json-fields.ts';
import { readRouteConfiguration } from './read-routes.ts';
import { noteUnread, type Unmodelled } from './unmodelled.ts';

/** A listener of a dump; null where it has no address of its own. */
export function readListener(value: Json, unmodelled: Unmodelled): Listener | null {
  const socket = json(json(value['address'])['socketAddress']);
  const address = text(socket['address']);
  const port = number(socket['portValue']);
  if (address === undefined || port === undefined) return null;
  const chains = jsonList(value['filterChains']).map((chain) => readFilterChain(chain, unmodelled));
  const last = optionalJson(value['defaultFilterChain']);
  return given({
    name: text(value['name']) ?? `${address}_${port}`,
    address,
    port,
    bindToPort: flag(value['bindToPort']) ?? flag(json(value['deprecatedV1'])['bindToPort']),
    useOriginalDst: flag(value['useOriginalDst']),
    listenerFilters: jsonList(value['listenerFilters']).flatMap((filter) => text(filter['name']) ?? []),
    filterChains: chains,
    defaultFilterChain: last && readFilterChain(last, unmodelled),
  });
}

const chainFields = new Set(['name', 'filterChainMatch', 'filters', 'transportSocket', 'tlsContext', 'metadata']);
const chainMatchFields = new Set([
  'destinationPort',
  'prefixRanges',
  'serverNames',
  'transportProtocol',
  'applicationProtocols',
]);

/** Network filters that carry on what they are given: statistics, and facts told to the other side. */
const carryingOn = new Set(['istio.stats', 'istio.metadata_exchange', 'envoy.filters.network.metadata_exchange']);

function readFilterChain(value: Json, unmodelled: Unmodelled): FilterChain {
  const match = optionalJson(value['filterChainMatch']);
  const filters = jsonList(value['filters']);
  const http = filters.find((filter) => isKind(filter, 'http_connection_manager', 'HttpConnectionManager'));
  const tcp = filters.find((filter) => isKind(filter, 'tcp_proxy', 'TcpProxy'));
  const isTls = 'tlsContext' in value || (text(json(value['transportSocket'])['name']) ?? '').endsWith('tls');
  const manager = http && filterConfig(http);
  const chain: FilterChain = given({
    name: text(value['name']),
    match: match && readChainMatch(match),
    http: manager && readConnectionManager(manager, unmodelled),
    tcp: tcp && readTcpProxy(filterConfig(tcp)),
    tls: isTls || undefined,
  });
  noteUnread(unmodelled, chain, 'filterChain', value, chainFields);
  if (match) noteUnread(unmodelled, chain, 'filterChainMatch', match, chainMatchFields);
  if (manager) noteManager(chain, manager, unmodelled);
  for (const filter of filters) {
    const name = text(filter['name']) ?? '';
    if (filter !== http && filter !== tcp && !carryingOn.has(name)) unmodelled.add(chain, name);
  }
  return chain;
}

function isKind(filter: Json, name: string, type: string): boolean {
  const kind = text(json(filter['typedConfig'])['@type']);
  return (text(filter['name']) ?? '').endsWith(name) || (kind?.endsWith(`.${type}`) ?? false);
}

function readChainMatch(match: Json): FilterChainMatch {
  const ranges = match['prefixRanges'];
  const names = (value: unknown) => (value === undefined ? undefined : textList(value));
  return given({
    destinationPort: number(match['destinationPort']),
    prefixRanges:
      ranges === undefined
        ? undefined
        : jsonList(ranges).map((range) =>
            given({ addressPrefix: text(range['addressPrefix']) ?? '', prefixLen: number(range['prefixLen']) }),
          ),
    serverNames: names(match['serverNames']),
    transportProtocol: text(match['transportProtocol']),
    applicationProtocols: names(match['applicationProtocols']),
  });
}

function readConnectionManager(manager: Json, unmodelled: Unmodelled): HttpConnectionManager {
  const held = optionalJson(manager['routeConfig']);
  return given({
    routes: held ? readRouteConfiguration(held, unmodelled) : (text(json(manager['rds'])['routeConfigName']) ?? ''),
    normalizePath: flag(manager['normalizePath']),
    mergeSlashes: flag(manager['mergeSlashes']),
    pathWithEscapedSlashesAction: text(manager['pathWithEscapedSlashesAction']),
    useRemoteAddress: flag(manager['useRemoteAddress']),
    streamIdleTimeout: text(manager['streamIdleTimeout']),
    upgradeConfigs: jsonList(manager['upgradeConfigs']).flatMap((upgrade) => {
      const upgradeType = text(upgrade['upgradeType']);
      return upgradeType === undefined ? [] : [{ upgradeType }];
    }),
    filters: httpFilters(manager),
  });
}

function httpFilters(manager: Json): string[] {
  return jsonList(manager['httpFilters']).flatMap((filter) => text(filter['name']) ?? []);
}

/** Fields of a connection manager that can change an answer and are not followed; its many others are for statistics, tracing and logs. */
const changingFields = [
  'scopedRoutes',
  'stripMatchingHostPort',
  'stripAnyHostPort',
  'stripTrailingHostDot',
  'localReplyConfig',
  'pathNormalizationOptions',
  'schemeHeaderTransformation',
];

/** HTTP filters that are followed, or let every request through as it is. */
const harmlessFilters: ReadonlySet<string> = new Set([
  'envoy.filters.http.router',
  'envoy.filters.http.fault',
  'envoy.filters.http.cors',
  'envoy.filters.http.grpc_stats',
  'envoy.filters.http.grpc_web',
  'envoy.router',
  'envoy.fault',
  'envoy.cors',
  'istio.alpn',
  'istio.stats',
  'istio.metadata_exchange',
  'envoy.filters.http.peer_metadata',
]);

function noteManager(chain: FilterChain, manager: Json, unmodelled: Unmodelled): void {
  for (const field of changingFields) if (field in manager) unmodelled.add(chain, `httpConnectionManager.${field}`);
  for (const name of httpFilters(manager)) if (!harmlessFilters.has(name)) unmodelled.add(chain, name);
}

function readTcpProxy(proxy: Json): TcpProxy {
  const weighted = optionalJson(proxy['weightedClusters']);
  return given({
    cluster: text(proxy['cluster']),
    weightedClusters: weighted && {
      clusters: jsonList(weighted['clusters']).map((cluster) => ({
        name: text(cluster['name']) ?? '',
        weight: number(cluster['weight']) ?? 0,
      })),
    },
    idleTimeout: text(proxy['idleTimeout']),
    maxDownstreamConnectionDuration: text(proxy['maxDownstreamConnectionDuration']),
  });
}
