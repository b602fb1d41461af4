import { memoByParts } from './memo-by-parts.ts';
import type { ServicesByHost } from './merge-services.ts';
import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';
import { sidecarScopeOf } from './sidecar-scope.ts';
import { isVisible } from './visibility.ts';

/**
 * The services that the HTTP rules of a VirtualService may mean at a gateway, by hostname: that of the rules' own namespace where the gateway sees it,
 * else the one that the gateway itself takes (istio-semantics R9.15; gateway.go:buildNameToServiceMapForHTTPRoutes).
 */
export function servicesForRules(push: PushContext, proxy: Proxy, ruleNamespace: string): ServicesByHost {
  const { servicesByHost } = sidecarScopeOf(push, proxy);
  return servicesBeside({ services: push.services, servicesByHost, namespace: proxy.namespace, ruleNamespace });
}

/** The same map while the services stay, so that routes made with it can be kept. */
const servicesBeside = memoByParts(
  { services: 'object', servicesByHost: 'object', namespace: 'scalar', ruleNamespace: 'scalar' },
  findServicesBeside,
);

function findServicesBeside({ services, servicesByHost, namespace: from, ruleNamespace }: Beside): ServicesByHost {
  const beside = services.filter(
    ({ exportTo, namespace }) => namespace === ruleNamespace && isVisible(exportTo, namespace, from),
  );
  const byHost = new Map(servicesByHost);
  for (const service of beside.toReversed()) byHost.set(service.hostname, service);
  return byHost;
}

type Beside = Pick<PushContext, 'services'> & {
  readonly servicesByHost: ServicesByHost;
  readonly namespace: string;
  readonly ruleNamespace: string;
};
