import type { FilterChain, Listener, RouteConfiguration } from '../envoy/config.ts';
import { groupBy } from '../istio/group-by.ts';
import { mergeGateways, type MergedGateway, type ServerGroup } from './gateway-merge.ts';
import { isPlainHttp, isTlsServer, sniHostsOf, terminatesHttps, type GatewayServer } from './gateway-server.ts';
import { gatewayTcpChains, sniMatch, type TakenSni } from './gateway-tcp.ts';
import { gatewayRouteConfiguration } from './gateway-virtual-hosts.ts';
import { gatewayRules, type GatewayRules } from './gateway-rules.ts';
import type { Omission } from './generate.ts';
import { gatewayConnectionManager } from './http-connection-manager.ts';
import type { MeshSettings } from './mesh-defaults.ts';
import { parseProtocol } from './protocol.ts';
import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';
import { unboundVirtualServices } from './unbound-virtual-services.ts';

export type GatewayListeners = {
  readonly listeners: readonly Listener[];
  readonly routes: readonly RouteConfiguration[];
  readonly omissions: readonly Omission[];
};

/**
 * Listeners and route configurations of a gateway: one listener per port and address, one chain for plaintext HTTP, one per server or `tls` match
 * otherwise, none by default (istio-semantics R6.15–R6.19, R9; pilot/pkg/networking/core/gateway.go:buildGatewayListeners).
 */
export function generateGatewayListeners(push: PushContext, proxy: Proxy): GatewayListeners {
  const merged = mergeGateways(push.config, proxy);
  const rules = gatewayRules(push, proxy);
  const configurations = serversByRouteName(merged).map(([name, servers]) =>
    gatewayRouteConfiguration(name, servers, rules),
  );
  const { listeners, omissions } = listenersOf(push.mesh, merged, rules);
  const unbound = unboundVirtualServices(
    merged.groups.flatMap(({ servers }) => servers),
    rules,
  );
  return {
    listeners,
    routes: configurations.map(({ routeConfiguration }) => routeConfiguration),
    omissions: [...merged.omissions, ...unbound, ...omissions, ...configurations.flatMap(({ omissions }) => omissions)],
  };
}

function serversByRouteName({ groups }: MergedGateway): [name: string, servers: GatewayServer[]][] {
  const named = groups.flatMap(({ servers }) => servers.filter(({ routeName }) => routeName));
  return [...groupBy(named, ({ routeName }) => routeName)];
}

/** Groups that differ in protocol alone share a listener; one without any chain is left out. */
function listenersOf(
  mesh: MeshSettings,
  { groups }: MergedGateway,
  rules: GatewayRules,
): { listeners: Listener[]; omissions: Omission[] } {
  const taken: TakenSni = new Map();
  const omissions: Omission[] = [];
  const byName = new Map<string, Listener>();
  for (const group of groups) {
    const address = group.bind || '0.0.0.0';
    const name = `${address}_${group.listenPort}`;
    const listener = byName.get(name) ?? {
      name,
      address,
      port: group.listenPort,
      listenerFilters: [],
      filterChains: [],
    };
    byName.set(name, listener);
    for (const server of isPlainGroup(group) ? group.servers.slice(0, 1) : group.servers) {
      const built = chainsOf(mesh, server, rules, taken);
      omissions.push(...built.omissions);
      listener.filterChains.push(...built.chains);
      if (built.chains.length > 0 && isTlsServer(server.server))
        listener.listenerFilters = ['envoy.filters.listener.tls_inspector'];
    }
  }
  return { listeners: [...byName.values()].filter(({ filterChains }) => filterChains.length > 0), omissions };
}

/** Plaintext HTTP servers of one group are told apart by their virtual hosts, so one chain serves them all. */
function isPlainGroup({ servers: [first] }: ServerGroup): boolean {
  return first !== undefined && isPlainHttp(first.server);
}

function chainsOf(
  mesh: MeshSettings,
  server: GatewayServer,
  rules: GatewayRules,
  taken: TakenSni,
): { chains: readonly FilterChain[]; omissions: readonly Omission[] } {
  const { source, routeName, hosts } = server;
  const http = () => gatewayConnectionManager(mesh, routeName, parseProtocol(server.server.port.protocol));
  if (isPlainHttp(server.server)) return { chains: [{ http: http(), source }], omissions: [] };
  if (!terminatesHttps(server.server)) return gatewayTcpChains(server, rules, taken);
  return { chains: [{ ...sniMatch(sniHostsOf(hosts)), http: http(), tls: true, source }], omissions: [] };
}
