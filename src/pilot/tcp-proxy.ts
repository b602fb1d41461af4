import type { TcpProxy } from '../envoy/config.ts';
import type { TrafficPolicy } from '../istio/destination-rule.ts';
import type { Source } from '../istio/source.ts';
import type { RouteDestination } from '../istio/virtual-service.ts';
import type { ConsolidatedDestinationRule } from './consolidated-destination-rule.ts';
import { destinationRuleFor } from './destination-rules.ts';
import { protobufDuration } from './duration.ts';
import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';
import { destinationCluster, type ServiceRegistry } from './route/destination-cluster.ts';

/** Where connections are forwarded for: a proxy, the services it knows, the port they came to, and the rule that says so. */
export type TcpContext = {
  readonly push: PushContext;
  readonly proxy: Proxy;
  readonly services: ServiceRegistry;
  readonly port: number;
  readonly source: Source;
};

/**
 * Forwards connections to the destinations of a `tcp` or `tls` rule: one takes all whatever its weight, of several those without weight are left out
 * (istio-semantics §6; networkfilter.go:buildOutboundNetworkFilters). Times and hashing come from the first destination's DestinationRule alone.
 */
export function tcpProxyTo(destinations: readonly RouteDestination[], context: TcpContext): TcpProxy {
  const { push, proxy, services, port, source } = context;
  const [first, ...others] = destinations;
  const service = first && services.get(first.destination.host);
  const rule = service ? destinationRuleFor(push, proxy, service) : null;
  const clusterOf = ({ destination }: RouteDestination) => destinationCluster(destination, services, port);
  if (first && others.length === 0) {
    return { cluster: clusterOf(first), ...connectionSettings(rule, first.destination.subset ?? ''), source };
  }
  const clusters = destinations.flatMap((one) => (one.weight ? { name: clusterOf(one), weight: one.weight } : []));
  return { weightedClusters: { clusters }, ...connectionSettings(rule, ''), source };
}

/** The rule's top level counts, whatever its ports say; only hashing asks the subset (networkfilter.go:maybeSetHashPolicy). */
export function connectionSettings(
  rule: ConsolidatedDestinationRule | null,
  subset: string,
): Pick<TcpProxy, 'idleTimeout' | 'maxDownstreamConnectionDuration' | 'hashPolicy'> {
  const policy = rule?.trafficPolicy?.value;
  const { idleTimeout = '', maxConnectionDuration = '' } = policy?.connectionPool?.tcp ?? {};
  const idle = protobufDuration(idleTimeout);
  const longest = protobufDuration(maxConnectionDuration);
  const ofSubset = rule?.subsets.find(({ value }) => value.name === subset)?.value.trafficPolicy;
  const hashes = hashesSourceIp(ofSubset?.loadBalancer ? ofSubset : policy);
  return {
    ...(idle !== null && { idleTimeout: idle }),
    ...(longest !== null && { maxDownstreamConnectionDuration: longest }),
    ...(hashes && { hashPolicy: [{ sourceIp: {} }] }),
  };
}

function hashesSourceIp(policy: TrafficPolicy | undefined): boolean {
  return policy?.loadBalancer?.consistentHash?.useSourceIp ?? false;
}
