import type { ProxyConfig } from '../envoy/config.ts';
import type { Source } from '../istio/source.ts';
import { generateClusters } from './clusters.ts';
import { generateGatewayListeners } from './gateway-listeners.ts';
import { hashPolicies } from './hash-policy.ts';
import { leftOutOf } from './left-out.ts';
import { outboundClusters } from './outbound-policy.ts';
import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';
import { sidecarListeners } from './sidecar-listeners.ts';
import { sidecarRoutes } from './sidecar-routes.ts';
import { sidecarScopeOf, type SidecarScope } from './sidecar-scope.ts';
import { unseenVirtualServices } from './unseen-virtual-services.ts';
import { virtualServicesOf } from './virtual-services.ts';

/** Something that istiod left out for this proxy, and why. `culprit` is what stood in the way. */
export type Omission = {
  readonly source: Source;
  readonly reason:
    | 'not-for-this-caller'
    | 'other-gateway'
    | 'not-exported'
    | 'host-owned-by-other'
    | 'after-catch-all'
    | 'no-routes-left'
    | 'delegate-missing'
    | 'delegate-conflict'
    | 'port'
    | 'not-imported'
    | 'destination-rule-passed-over'
    | 'server-conflict'
    | 'duplicate'
    | 'invalid'
    | 'protocol';
  readonly message: string;
  readonly culprit: Source | null;
};

export type Generated = {
  readonly config: ProxyConfig;
  readonly omissions: readonly Omission[];
  /** The DestinationRules that shaped clusters, by cluster name. */
  readonly destinationRules: ReadonlyMap<string, readonly Source[]>;
};

/** istiod's job: the configuration of one proxy. Pure; never throws on decoded configuration. */
export function generateProxyConfig(push: PushContext, proxy: Proxy): Generated {
  const scope = sidecarScopeOf(push, proxy);
  const { listeners, routes, omissions } =
    proxy.type === 'gateway' ? generateGatewayListeners(push, proxy) : sidecarTraffic(push, proxy, scope);
  const made = generateClusters(push, proxy, scope);
  const clusters = proxy.type === 'sidecar' ? [...made.clusters, ...outboundClusters(scope, push.mesh)] : made.clusters;
  const config = { listeners, routes, clusters, endpoints: made.endpoints };
  const left = [
    ...push.omissions,
    ...virtualServicesOf(push).omissions,
    ...unseenVirtualServices(push, proxy, scope),
    ...omissions,
    ...made.omissions,
  ];
  return { config, omissions: leftOutOf(config, left), destinationRules: made.destinationRules };
}

function sidecarTraffic(push: PushContext, proxy: Proxy, scope: SidecarScope) {
  const { listeners, routeNames, omissions } = sidecarListeners({ push, proxy, services: scope.servicesByHost }, scope);
  const { destinationRules } = push.config;
  const hashing = hashPolicies({ destinationRules, mesh: push.mesh, proxy, servicesByHost: scope.servicesByHost });
  const context = { push, proxy, ...hashing };
  const made = sidecarRoutes(context, scope, routeNames);
  return { listeners, routes: made.routes, omissions: [...omissions, ...made.omissions] };
}
