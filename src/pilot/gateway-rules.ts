import type { FilterChain, TcpProxy } from '../envoy/config.ts';
import type { Source } from '../istio/source.ts';
import type { RouteDestination } from '../istio/virtual-service.ts';
import { autoPassthroughChains } from './auto-passthrough.ts';
import type { GatewayServer } from './gateway-server.ts';
import { servicesForRules } from './gateway-services.ts';
import { hashPolicies } from './hash-policy.ts';
import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';
import { translateHttpRoutes, type HttpRoutes } from './route/http-routes.ts';
import { sidecarScopeOf } from './sidecar-scope.ts';
import { tcpProxyTo } from './tcp-proxy.ts';
import { orderedVirtualServices, type VirtualServiceObject } from './virtual-services.ts';

/** The rules that a gateway proxy sees, as its listeners and virtual hosts need them. */
export type GatewayRules = {
  /** The VirtualServices that name a Gateway (`namespace/name`) and that the proxy sees, in order of precedence. */
  readonly virtualServicesOf: (gatewayName: string) => readonly VirtualServiceObject[];
  readonly translate: (virtualService: VirtualServiceObject, server: GatewayServer) => HttpRoutes;
  readonly tcpProxy: (destinations: readonly RouteDestination[], server: GatewayServer, source: Source) => TcpProxy;
  /** One chain per cluster of the services under `hosts`, chosen by an SNI that spells the cluster (istio-semantics R6.19). */
  readonly autoPassthroughChains: (hosts: readonly string[]) => readonly FilterChain[];
};

/** The rules as the proxy's namespace sees them. */
export function gatewayRules(push: PushContext, proxy: Proxy): GatewayRules {
  const { services, servicesByHost } = sidecarScopeOf(push, proxy);
  const { destinationRules } = push.config;
  const { hashPolicyOf } = hashPolicies({ destinationRules, mesh: push.mesh, proxy, servicesByHost });
  const servicesFor = remember((namespace: string) => servicesForRules(push, proxy, namespace));
  return {
    virtualServicesOf: remember((gatewayName: string) => orderedVirtualServices(push, proxy.namespace, gatewayName)),
    translate: (virtualService, { server, gatewayName }) =>
      translateHttpRoutes({
        mesh: push.mesh,
        proxy,
        virtualService,
        gatewayName,
        listenPort: server.port.number,
        isTls: server.tls !== undefined,
        serviceRegistry: servicesFor(virtualService.metadata.namespace),
        hashPolicyOf,
      }),
    tcpProxy: (destinations, { server }, source) =>
      tcpProxyTo(destinations, { push, proxy, services: servicesByHost, port: server.port.number, source }),
    autoPassthroughChains: (hosts) => autoPassthroughChains(push, proxy, services, hosts),
  };
}

/** The function, asked once for each name. */
function remember<Value>(make: (name: string) => Value): (name: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (name) => {
    const made = known.get(name) ?? { value: make(name) };
    known.set(name, made);
    return made.value;
  };
}
