import type { IstioConfig } from '../istio/config.ts';
import type { Server } from '../istio/gateway.ts';
import { sourceInside } from '../istio/source.ts';
import { serverHosts } from './gateway-hosts.ts';
import { selectGateways, type GatewayObject } from './gateway-selection.ts';
import { isPlainHttp, isTlsServer, terminatesHttps, type GatewayServer } from './gateway-server.ts';
import type { Omission } from './generate.ts';
import type { Proxy } from './proxy.ts';

/** Servers that share a listener's address, port and protocol. Plaintext HTTP servers share one route configuration too. */
export type ServerGroup = {
  readonly listenPort: number;
  readonly protocol: string;
  readonly bind: string;
  readonly servers: readonly GatewayServer[];
};

/** All Gateways of a proxy as one. */
export type MergedGateway = { readonly groups: readonly ServerGroup[]; readonly omissions: readonly Omission[] };

type Merging = {
  readonly groups: (ServerGroup & { readonly servers: GatewayServer[] })[];
  readonly omissions: Omission[];
  /** Per port the plaintext group that was opened last: it decides who else may use the port. */
  readonly plainGroups: Map<number, ServerGroup>;
  /** Per port, address and host the server with `tls` that took it. */
  readonly tlsHosts: Map<string, GatewayServer>;
  readonly routeNames: Map<string, GatewayServer>;
};

/** Merges the servers of all Gateways that the proxy serves, oldest first (istio-semantics R9.2–R9.4; pilot/pkg/model/gateway.go:mergeGateways). */
export function mergeGateways(config: IstioConfig, proxy: Proxy): MergedGateway {
  const { selected, omissions } = selectGateways(config, proxy);
  const merging: Merging = {
    groups: [],
    omissions: [...omissions],
    plainGroups: new Map(),
    tlsHosts: new Map(),
    routeNames: new Map(),
  };
  for (const { gateway, listenPorts } of selected) {
    for (const [index, server] of (gateway.spec.servers ?? []).entries()) {
      for (const listenPort of listenPorts(server.port.number)) {
        mergeServer(merging, gatewayServer(gateway, server, index, listenPort));
      }
    }
  }
  return merging;
}

function gatewayServer(gateway: GatewayObject, server: Server, index: number, listenPort: number): GatewayServer {
  const { name, namespace } = gateway.metadata;
  return {
    gatewayName: `${namespace}/${name}`,
    server,
    hosts: serverHosts(server.hosts, namespace),
    listenPort,
    bind: server.bind ?? '',
    routeName: routeNameOf(gateway, server, listenPort),
    source: server.source ?? sourceInside(gateway.source, 'spec', 'servers', index),
  };
}

/** Plaintext HTTP is routed per port, HTTPS per server (pilot/pkg/model/gateway.go:gatewayRDSRouteName). */
function routeNameOf({ metadata }: GatewayObject, server: Server, listenPort: number): string {
  const bind = server.bind ? `.${server.bind}` : '';
  if (isPlainHttp(server)) return `http.${listenPort}${bind}`;
  if (!terminatesHttps(server)) return '';
  return `https.${server.port.number}.${server.port.name}.${metadata.name}.${metadata.namespace}${bind}`;
}

function mergeServer(merging: Merging, candidate: GatewayServer): void {
  const conflict = takenHost(merging, candidate) ?? takenPort(merging, candidate) ?? takenRouteName(merging, candidate);
  if (conflict) merging.omissions.push(conflict);
  else join(merging, candidate);
}

/**
 * A server with `tls`, be it only for httpsRedirect, repeats a host of an earlier one: all of it is dropped (istio-semantics R9.4). Otherwise its
 * hosts are taken from here on, even if the server then finds no room on the port.
 */
function takenHost({ tlsHosts }: Merging, candidate: GatewayServer): Omission | null {
  const { server, hosts, listenPort, bind } = candidate;
  if (!server.tls) return null;
  const keyOf = (host: string) => `${listenPort} ${bind} ${host}`;
  const host = hosts.find((host) => tlsHosts.has(keyOf(host)));
  if (host === undefined) {
    for (const host of hosts) tlsHosts.set(keyOf(host), candidate);
    return null;
  }
  return omitted(
    candidate,
    tlsHosts.get(keyOf(host)),
    `An earlier server of port ${listenPort} already has the host ${host}.`,
  );
}

/** A plaintext server keeps its port and address from all that is not HTTP like itself (istio-semantics R9.3). */
function takenPort({ plainGroups }: Merging, candidate: GatewayServer): Omission | null {
  const plain = plainGroups.get(candidate.listenPort);
  if (!plain || plain.bind !== candidate.bind) return null;
  const [first] = plain.servers;
  if (!first || (isPlainHttp(first.server) && isPlainHttp(candidate.server))) return null;
  const message = `Port ${candidate.listenPort} already speaks ${plain.protocol}: ${candidate.server.port.protocol} finds no room there.`;
  return omitted(candidate, first, message);
}

function takenRouteName({ routeNames }: Merging, candidate: GatewayServer): Omission | null {
  const earlier = terminatesHttps(candidate.server) ? routeNames.get(candidate.routeName) : undefined;
  return earlier
    ? omitted(
        candidate,
        earlier,
        `Another HTTPS server of the Gateway has the port name ${candidate.server.port.name}.`,
      )
    : null;
}

function omitted({ source }: GatewayServer, culprit: GatewayServer | undefined, message: string): Omission {
  return { source, reason: 'server-conflict', message, culprit: culprit?.source ?? null };
}

function join({ groups, plainGroups, routeNames }: Merging, candidate: GatewayServer): void {
  const { listenPort, bind, server } = candidate;
  const plain = plainGroups.get(listenPort);
  const protocol = plain?.bind === bind ? plain.protocol : server.port.protocol;
  let group = groups.find(
    (group) => group.listenPort === listenPort && group.bind === bind && group.protocol === protocol,
  );
  if (!group) {
    groups.push((group = { listenPort, protocol, bind, servers: [] }));
    if (!isTlsServer(server)) plainGroups.set(listenPort, group);
  }
  group.servers.push(candidate);
  if (terminatesHttps(server)) routeNames.set(candidate.routeName, candidate);
}
