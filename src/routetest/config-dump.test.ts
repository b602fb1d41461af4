import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { FilterChain, Listener, ProxyConfig } from '../envoy/config.ts';
import { readConfigDump } from '../envoy/read-config-dump.ts';
import { compileProxy, routeRequest } from '../envoy/route-request.ts';
import { decode } from '../istio/decode.ts';
import { dial } from '../pilot/dial.ts';
import { createPushContext } from '../pilot/push-context.ts';
import { parseStream } from '../yaml/stream.ts';
import { readRoutingTests } from './read-routing-tests.ts';
import { callerProxy, type CallerCache } from './run-route-test.ts';
import { requestedAuthorities } from './run-routing-test.ts';
import { withoutRefused } from './without-refused.ts';

/** What a proxy with this configuration would dump: the law is that a dump answers every request as the configuration does. */
const folder = fileURLToPath(new URL('../../conformance/routing/', import.meta.url));

it.each(['basics', 'traps'])('a dump of the configuration answers %s alike', (part) => {
  const files = readdirSync(folder + part).filter((name) => name.endsWith('.yaml'));
  const differing = files.flatMap((file) => {
    const { config } = decode(parseStream(readFileSync(`${folder}${part}/${file}`, 'utf8')));
    return readRoutingTests(config.others).flatMap(({ tests, refused }) => {
      const push = createPushContext(withoutRefused(config, refused), { requests: requestedAuthorities(tests) });
      const cache: CallerCache = new Map();
      return tests.flatMap((test) => {
        const { proxy, compiled, generated } = callerProxy(push, test.from, cache);
        const dump = readConfigDump(JSON.parse(JSON.stringify(dumpOf(generated.config))));
        if (!dump) return [`${file}: not read`];
        const request = dial(push, proxy, test.request);
        const [told, read] = [compiled, compileProxy(dump.config)].map((one) => answerOf(routeRequest(one, request)));
        return told === read && dump.unmodelled.size === 0 ? [] : [`${file}: ${test.name}`];
      });
    });
  });
  expect(differing).toEqual([]);
});

function answerOf({
  draws,
  destinations,
  mirrors,
  fault,
  route,
  virtualHost,
  verdicts,
}: ReturnType<typeof routeRequest>) {
  const plain = (shares: readonly { cluster: string; percent: number }[]) =>
    shares.map(({ cluster, percent }) => [cluster, percent]);
  const conditions = verdicts.map((verdict) => verdict.conditions);
  return JSON.stringify([
    draws,
    plain(destinations),
    plain(mirrors),
    fault,
    route?.name,
    virtualHost?.name,
    conditions,
  ]);
}

function dumpOf({ listeners, routes, clusters, endpoints }: ProxyConfig): unknown {
  return {
    configs: [
      section('ListenersConfigDump', {
        dynamic_listeners: listeners.map((listener) => ({ active_state: { listener: dumpedListener(listener) } })),
      }),
      section('RoutesConfigDump', { dynamic_route_configs: routes.map((one) => ({ route_config: snaked(one) })) }),
      section('ClustersConfigDump', { dynamic_active_clusters: clusters.map((one) => ({ cluster: snaked(one) })) }),
      section('EndpointsConfigDump', {
        dynamic_endpoint_configs: [...endpoints, { cluster: 'none', groups: [] }].map((assignment) => ({
          endpoint_config: {
            cluster_name: assignment.cluster,
            endpoints: assignment.groups.map(({ hosts }) => ({ lb_endpoints: hosts.map(dumpedHost) })),
          },
        })),
      }),
    ],
  };
}

function section(name: string, fields: object) {
  return { '@type': `type.googleapis.com/envoy.admin.v3.${name}`, ...fields };
}

function dumpedListener({ name, address, port, listenerFilters, filterChains, defaultFilterChain, ...rest }: Listener) {
  return {
    name,
    address: { socket_address: { address, port_value: port } },
    bind_to_port: rest.bindToPort,
    use_original_dst: rest.useOriginalDst,
    listener_filters: listenerFilters.map((filter) => ({ name: filter })),
    filter_chains: filterChains.map(dumpedChain),
    ...(defaultFilterChain && { default_filter_chain: dumpedChain(defaultFilterChain) }),
  };
}

function dumpedChain({ name, match, http, tcp, tls }: FilterChain) {
  const { routes, filters = [], ...settings } = http ?? { routes: '' };
  const held = typeof routes === 'string' ? { rds: { route_config_name: routes } } : { route_config: snaked(routes) };
  const manager = {
    ...(snaked(settings) as object),
    ...held,
    http_filters: filters.map((filter) => ({ name: filter })),
  };
  return {
    name,
    filter_chain_match: snaked(match),
    ...(tls && { transport_socket: { name: 'envoy.transport_sockets.tls' } }),
    filters: [
      ...(http ? [{ name: 'envoy.filters.network.http_connection_manager', typed_config: manager }] : []),
      ...(tcp ? [{ name: 'envoy.filters.network.tcp_proxy', typed_config: snaked(tcp) }] : []),
    ],
  };
}

function dumpedHost(host: string) {
  const [place = '', health] = host.split(' ');
  const colon = place.lastIndexOf(':');
  const socket_address = { address: place.slice(0, colon), port_value: Number(place.slice(colon + 1)) };
  return { endpoint: { address: { socket_address } }, health_status: health ?? 'HEALTHY' };
}

/** Names as in the .proto files; `source` is ours alone. */
function snaked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snaked);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'source');
  return Object.fromEntries(
    entries.map(([name, inner]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), snaked(inner)]),
  );
}
