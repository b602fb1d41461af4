import type { FilterChain } from '../envoy/config.ts';
import { sniClusterName } from './cluster-name.ts';
import { destinationRuleFor } from './destination-rules.ts';
import { hostSubsetOf } from '../istio/host.ts';
import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';
import type { MeshService } from './service.ts';
import { connectionSettings } from './tcp-proxy.ts';

/** What sidecars announce inside the TLS between them (pilot/pkg/networking/core/listener.go:allIstioMtlsALPNs). */
const MESH_PROTOCOLS = ['istio', 'istio-peer-exchange', 'istio-http/1.0', 'istio-http/1.1', 'istio-h2'];

/**
 * The chains of an AUTO_PASSTHROUGH server: one for each cluster of the mesh's own services under its hosts, chosen by an SNI that spells the cluster
 * (istio-semantics R6.19; pilot/pkg/networking/core/gateway.go:builtAutoPassthroughFilterChains).
 */
export function autoPassthroughChains(
  push: PushContext,
  proxy: Proxy,
  services: readonly MeshService[],
  hosts: readonly string[],
): FilterChain[] {
  const reachable = services.filter(
    ({ hostname, meshExternal }) => !meshExternal && hosts.some((host) => hostSubsetOf(hostname, host)),
  );
  return reachable.flatMap((service) => {
    const rule = destinationRuleFor(push, proxy, service);
    const subsets = ['', ...(rule?.subsets ?? []).map(({ value }) => value.name)];
    const ports = service.ports.filter(({ protocol }) => protocol !== 'UDP');
    return ports.flatMap(({ port }) =>
      subsets.map((subset): FilterChain => {
        const cluster = sniClusterName({ host: service.hostname, port, subset });
        const match = { serverNames: [cluster], applicationProtocols: MESH_PROTOCOLS };
        return { match, tcp: { cluster, ...connectionSettings(rule, subset) } };
      }),
    );
  });
}
