import { gatewayInText, namedInText } from './gateway-api/gateway-semantics.ts';
import type { Omission } from './generate.ts';
import { selectGateways } from './gateway-selection.ts';
import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';
import type { SidecarScope } from './sidecar-scope.ts';
import { MESH_GATEWAY } from './virtual-service-names.ts';
import { exportToOf, virtualServicesOf, type VirtualServiceObject } from './virtual-services.ts';
import { isVisible } from './visibility.ts';

/** The VirtualServices that are none of the proxy's business, and why: bound elsewhere, not exported to it, not imported by its Sidecar. */
export function unseenVirtualServices(push: PushContext, proxy: Proxy, scope: SidecarScope): Omission[] {
  const served = servedGateways(push, proxy);
  const imported = new Set(scope.egressListeners.flatMap(({ virtualServices }) => virtualServices));
  return virtualServicesOf(push).virtualServices.flatMap((virtualService): Omission[] => {
    const { metadata, source, spec } = virtualService;
    if (!spec.gateways?.some((gateway) => served.has(gateway))) return [boundElsewhere(virtualService)];
    if (!isVisible(exportToOf(push, virtualService), metadata.namespace, proxy.namespace)) {
      const message = `${namedInText(virtualService.metadata)} is not exported to the namespace ${proxy.namespace}.`;
      return [{ source, reason: 'not-exported', message, culprit: null }];
    }
    if (proxy.type === 'gateway' || imported.has(virtualService)) return [];
    const message = `The Sidecar of this caller imports none of the hosts of ${namedInText(virtualService.metadata)}.`;
    return [{ source, reason: 'not-imported', message, culprit: scope.sidecar?.source ?? null }];
  });
}

function servedGateways(push: PushContext, proxy: Proxy): ReadonlySet<string> {
  if (proxy.type === 'sidecar') return new Set([MESH_GATEWAY]);
  const { selected } = selectGateways(push.config, proxy);
  return new Set(selected.map(({ gateway: { metadata } }) => `${metadata.namespace}/${metadata.name}`));
}

function boundElsewhere(virtualService: VirtualServiceObject): Omission {
  const gateways = new Set(virtualService.spec.gateways?.map(gatewayInText));
  const message = `${namedInText(virtualService.metadata)}: bound to ${[...gateways].join(', ')}, not to this caller's traffic.`;
  return { source: virtualService.source, reason: 'other-gateway', message, culprit: null };
}
