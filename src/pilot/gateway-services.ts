import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';
import type { MeshService } from './service.ts';
import { sidecarScopeOf } from './sidecar-scope.ts';
import { isVisible } from './visibility.ts';

/**
 * The services that the HTTP rules of a VirtualService may mean at a gateway, by hostname: that of the rules' own namespace where the gateway sees it,
 * else the one that the gateway itself takes (istio-semantics R9.15; gateway.go:buildNameToServiceMapForHTTPRoutes).
 */
export function servicesForRules(
  push: PushContext,
  proxy: Proxy,
  ruleNamespace: string,
): ReadonlyMap<string, MeshService> {
  const beside = push.services.filter(
    ({ exportTo, namespace }) => namespace === ruleNamespace && isVisible(exportTo, namespace, proxy.namespace),
  );
  const byHost = new Map(sidecarScopeOf(push, proxy).servicesByHost);
  for (const service of beside.toReversed()) byHost.set(service.hostname, service);
  return byHost;
}
