import type { Listener } from '../envoy/config.ts';
import type { Omission } from './generate.ts';
import { isWildcard } from '../istio/host.ts';
import { sidecarConnectionManager } from './http-connection-manager.ts';
import { isIpAddress } from './ip-address.ts';
import type { MeshSettings } from './mesh-defaults.ts';
import { ANY_ADDRESS, conflictsWith, outboundListener, type OutboundChain } from './outbound-listener.ts';
import { forwardsByName, outboundChains, outboundCluster } from './outbound-policy.ts';
import { isHttp, isSniffed, parseProtocol } from './protocol.ts';
import type { MeshService, Protocol, ServicePort } from './service.ts';
import type { EgressListener, SidecarScope } from './sidecar-scope.ts';
import { tcpChains, type TcpChainsContext } from './tls-tcp.ts';
import type { VirtualServiceObject } from './virtual-services.ts';

export type SidecarListeners = {
  readonly listeners: readonly Listener[];
  /** The route configurations that they name. */
  readonly routeNames: ReadonlySet<string>;
  readonly omissions: readonly Omission[];
};

/** A listener in the making. `protocol` turns to 'Unsupported' (found out at run time) once HTTP and bytes share it. */
type Entry = {
  readonly bind: string;
  readonly port: number;
  readonly bindToPort: boolean;
  protocol: Protocol;
  chains: readonly OutboundChain[];
};

type Building = {
  readonly context: TcpChainsContext;
  readonly scope: SidecarScope;
  readonly entries: Map<string, Entry>;
  /** Listeners that a Sidecar's own ports made: services of its last, portless listener do not join them. */
  readonly locked: Set<Entry>;
  readonly omissions: Omission[];
};

/** A service's port on the address that it is listened for; '' leaves the address to the protocol. */
type Request = {
  readonly egress: EgressListener;
  readonly service: MeshService;
  readonly port: ServicePort;
  readonly bind: string;
  /** The listener's VirtualServices that have rules for bytes at all. */
  readonly rules: readonly VirtualServiceObject[];
};

/**
 * The listeners for what goes out of a sidecar: one per port for HTTP, one per address and port for all else, and the one that takes the rest
 * (istio-semantics §3.6; pilot/pkg/networking/core/listener.go:buildSidecarOutboundListeners).
 */
export function sidecarListeners(context: TcpChainsContext, scope: SidecarScope): SidecarListeners {
  const building: Building = { context, scope, entries: new Map(), locked: new Set(), omissions: [] };
  for (const egress of scope.egressListeners) {
    if (egress.port === null) for (const entry of building.entries.values()) building.locked.add(entry);
    for (const request of requestsOf(egress)) addListener(building, request);
  }
  const entries = [...building.entries.values()];
  const unknown = outboundCluster(scope);
  const named = entries.flatMap(({ chains }) => chains.map(({ http }) => http?.routes));
  return {
    listeners: [
      ...entries.map((entry) => outboundListener(entry, entry.chains, unknown)),
      virtualOutbound(scope, context.push.mesh),
    ],
    routeNames: new Set(named.filter((routes) => typeof routes === 'string')),
    omissions: building.omissions,
  };
}

/** Where all connections come in that no other listener is for (listener_builder.go:buildVirtualOutboundListener). */
function virtualOutbound(scope: SidecarScope, mesh: MeshSettings): Listener {
  return {
    name: 'virtualOutbound',
    address: ANY_ADDRESS,
    port: 15001,
    useOriginalDst: true,
    listenerFilters: forwardsByName(scope) ? ['envoy.filters.listener.http_inspector'] : [],
    filterChains: outboundChains(scope, mesh),
  };
}

/** The proxy's own ports. */
const reservedPorts = new Set([15001, 15006, 15021, 15090]);

function requestsOf(egress: EgressListener): Request[] {
  const { listener, port, services, virtualServices } = egress;
  const rules = virtualServices.filter(({ spec }) => spec.tls?.length || spec.tcp?.length);
  const bind = listener.bind ?? (listener.captureMode === 'NONE' ? '127.0.0.1' : '');
  const requests = services
    .filter(({ resolution }) => resolution !== 'Alias')
    .flatMap((service): Request[] => {
      if (port === null) return service.ports.flatMap((one) => withBind({ egress, service, port: one, bind, rules }));
      const protocol = parseProtocol(listener.port?.protocol ?? '');
      return [{ egress, service, port: { name: listener.port?.name ?? '', port, protocol }, bind, rules }];
    });
  return requests.filter((request) => !isReserved(request));
}

/** pilot/pkg/model/context.go:conflictWithReservedListener. */
function isReserved({ bind, port }: Request): boolean {
  const standsForAll = bind === ANY_ADDRESS || (bind === '' && isHttp(port.protocol));
  return standsForAll && reservedPorts.has(port.port);
}

/** A service without an address is dialled at its pods: for other protocols than HTTP each gets a listener (R3.6). */
function withBind(request: Request): Request[] {
  const { service, port, bind } = request;
  if (bind !== '' || service.resolution !== 'Passthrough' || service.addresses.length > 0) return [request];
  if (isHttp(port.protocol)) return [request];
  if (service.registry === 'External' && service.endpoints.length === 0) return [request];
  const addresses = service.endpoints.filter(({ ports }) => port.port in ports).map(({ address }) => address);
  const { egress, rules } = request;
  return addresses.filter(isIpAddress).map((address) => ({ egress, service, port, bind: address, rules }));
}

type Kind = 'http' | 'bytes' | 'sniffed';

function kindOf(protocol: Protocol): Kind | null {
  if (protocol === 'UDP') return null;
  if (isHttp(protocol)) return 'http';
  return isSniffed(protocol) ? 'sniffed' : 'bytes';
}

/** Adds a service's port to the listener of its address, or opens one (listener.go:buildSidecarOutboundListener). */
function addListener(building: Building, request: Request): void {
  const { service, port, egress } = request;
  const kind = kindOf(port.protocol);
  if (!kind) return;
  const { bind, cidr } = addressOf(request, kind);
  const key = `${bind} ${port.port}`;
  const entry = building.entries.get(key);
  if (entry && building.locked.has(entry)) return;
  if (entry && kind === 'http' && kindOf(entry.protocol) !== 'bytes') return;
  const bindsToPort = egress.listener.captureMode === 'NONE' || bind.startsWith('unix://');
  const tcp = kind === 'http' ? [] : bytesChains(building, request, bind, cidr);
  const findsHttp = entry !== undefined && isSniffed(entry.protocol);
  const http = kind === 'bytes' || findsHttp ? [] : [httpChain(building, request, kind, bind)];
  const protocol = kind === 'http' && bind === ANY_ADDRESS ? 'Unsupported' : port.protocol;
  if (!entry || (kind === 'sniffed' && isHttp(entry.protocol))) {
    building.entries.set(key, { bind, port: port.port, bindToPort: bindsToPort, protocol, chains: [...tcp, ...http] });
    return;
  }
  if (isServerFirst(entry.protocol, port.protocol)) {
    building.omissions.push(...portTaken(service, entry, 'speaks another protocol there, and does so first'));
    return;
  }
  const added = [...tcp, ...http].filter((chain) => !entry.chains.some((known) => conflictsWith(known, chain)));
  if (added.length === 0) building.omissions.push(...portTaken(service, entry, 'takes the same connections'));
  entry.chains = [...entry.chains, ...added];
  if (kind !== 'bytes' || isHttp(entry.protocol)) entry.protocol = 'Unsupported';
}

/** Mongo and MySQL speak before the client does, so nobody can look at the first bytes (listener.go:isConflictWithWellKnownPort). */
function isServerFirst(a: Protocol, b: Protocol): boolean {
  return a !== b && [a, b].some((protocol) => protocol === 'Mongo' || protocol === 'MySQL');
}

function portTaken(service: MeshService, { bind, port, chains }: Entry, what: string): Omission[] {
  const culprit = chains.find(({ source }) => source !== null)?.source ?? null;
  if (!service.source) return [];
  const message = `${service.hostname} gets no listener of its own at ${bind}:${port}: an earlier service ${what}.`;
  return [{ source: service.source, reason: 'port', message, culprit }];
}

/** HTTP is told apart by its Host, so it shares all addresses; a range of addresses is told apart by the chain. */
function addressOf({ bind, service }: Request, kind: Kind): { bind: string; cidr: string | null } {
  if (bind !== '') return { bind, cidr: null };
  const [address = ANY_ADDRESS] = service.addresses;
  if (kind === 'http') return { bind: ANY_ADDRESS, cidr: null };
  return address.includes('/') ? { bind: ANY_ADDRESS, cidr: address } : { bind: address, cidr: null };
}

function bytesChains(
  { context, omissions }: Building,
  { service, port, rules }: Request,
  bind: string,
  cidr: string | null,
): OutboundChain[] {
  const made = tcpChains(context, { service, port, bind, cidr }, rules);
  omissions.push(...made.omissions);
  return made.chains.map(({ sniHosts, destinationCidrs, tcp, source }) => {
    return { sniHosts, destinationCidrs, sniffsHttp: false, http: null, tcp, source };
  });
}

function httpChain(
  { context, scope }: Building,
  { service, port }: Request,
  kind: 'http' | 'sniffed',
  bind: string,
): OutboundChain {
  const isForService = kind === 'sniffed' && bind !== ANY_ADDRESS;
  const routes = isForService ? `${service.hostname}:${port.port}` : String(port.port);
  const resolves = forwardsByName(scope) || (service.resolution === 'DynamicDNS' && isWildcard(service.hostname));
  return {
    sniHosts: [],
    destinationCidrs: [],
    sniffsHttp: (kind === 'sniffed' || bind === ANY_ADDRESS) && port.protocol !== 'HTTP_PROXY',
    http: sidecarConnectionManager(context.push.mesh, routes, port.protocol, resolves ? 'by-name' : 'to-cluster'),
    tcp: null,
    source: isForService ? service.source : null,
  };
}
