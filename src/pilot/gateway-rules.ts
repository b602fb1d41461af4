import type { FilterChain, Route, TcpProxy } from '../envoy/config.ts';
import type { Source } from '../istio/source.ts';
import type { RouteDestination } from '../istio/virtual-service.ts';
import type { GatewayServer } from './gateway-server.ts';
import type { Omission } from './generate.ts';
import type { VirtualServiceObject } from './virtual-services.ts';

/** The rules that a gateway proxy sees, as its listeners and virtual hosts need them. */
export type GatewayRules = {
  /** The VirtualServices that name a Gateway (`namespace/name`) and that the proxy sees, in order of precedence. */
  readonly virtualServicesOf: (gatewayName: string) => readonly VirtualServiceObject[];
  readonly translate: (
    virtualService: VirtualServiceObject,
    server: GatewayServer,
  ) => { readonly routes: readonly Route[]; readonly omissions: readonly Omission[] };
  readonly tcpProxy: (destinations: readonly RouteDestination[], server: GatewayServer, source: Source) => TcpProxy;
  /** One chain per cluster of the services under `hosts`, chosen by an SNI that spells the cluster (istio-semantics R6.19). */
  readonly autoPassthroughChains: (hosts: readonly string[]) => readonly FilterChain[];
};
