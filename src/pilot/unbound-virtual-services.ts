import { gatewayInText } from './gateway-api/gateway-semantics.ts';
import { hostsForNamespace, intersectHosts } from './gateway-hosts.ts';
import type { GatewayRules } from './gateway-rules.ts';
import type { GatewayServer } from './gateway-server.ts';
import type { Omission } from './generate.ts';

/** The VirtualServices that name one of the Gateways in vain: no server of it has a host of theirs that is open to their namespace (istio-semantics R9.6). */
export function unboundVirtualServices(servers: readonly GatewayServer[], rules: GatewayRules): Omission[] {
  const gatewayNames = [...new Set(servers.map(({ gatewayName }) => gatewayName))];
  return gatewayNames.flatMap((gatewayName) => {
    const own = servers.filter((server) => server.gatewayName === gatewayName);
    return rules.virtualServicesOf(gatewayName).flatMap(({ metadata, spec, source }): Omission[] => {
      const { hosts = [] } = spec;
      const isBound = own.some(
        (server) => intersectHosts(hostsForNamespace(server.hosts, metadata.namespace), hosts).length > 0,
      );
      if (isBound) return [];
      const message = `Gateway ${gatewayInText(gatewayName)} has no server for ${hosts.join(', ')} that is open to namespace ${metadata.namespace}.`;
      return [{ source, reason: 'other-gateway', message, culprit: own[0]?.source ?? null }];
    });
  });
}
