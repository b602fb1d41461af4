import type { Cluster, ClusterLoadAssignment } from '../envoy/config.ts';
import type { OutlierDetection, Subset } from '../istio/destination-rule.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import { circuitBreakers } from './circuit-breakers.ts';
import type { ClusterIdentity } from './cluster-name.ts';
import type { ConsolidatedDestinationRule, Written } from './consolidated-destination-rule.ts';
import { protobufDuration } from './duration.ts';
import { dnsAssignment, edsAssignment, endpointGroups } from './endpoint-groups.ts';
import { isWildcard } from '../istio/host.ts';
import { HTTP_PROTOCOL_OPTIONS, httpProtocolOptions } from './http-protocol-options.ts';
import { balancingOf } from './load-balancer.ts';
import type { MeshSettings } from './mesh-defaults.ts';
import { outlierDetection } from './outlier-detection.ts';
import type { Proxy } from './proxy.ts';
import type { MeshService, ServicePort } from './service.ts';
import { portPolicyOf, subsetPolicyOf, type ClusterPolicy, type PortPolicy } from './traffic-policy.ts';
import { keepalive } from './tcp-keepalive.ts';

export type ServiceCluster = {
  readonly cluster: Cluster;
  /** What EDS hands out for it; null for clusters of other types. */
  readonly endpoints: ClusterLoadAssignment | null;
  /** The parts of DestinationRules that shaped it. */
  readonly sources: readonly Source[];
};

type ClusterType = NonNullable<Cluster['type']>;

/** What the clusters of a proxy have in common. */
export type ClusterContext = {
  readonly mesh: MeshSettings;
  readonly proxyType: Proxy['type'];
  readonly nameOf: (cluster: ClusterIdentity) => string;
};

/** What all clusters of one port of a service share. */
type PortContext = ClusterContext & { readonly service: MeshService; readonly port: ServicePort };

/**
 * The clusters of a service: one per port, and one per port and subset of its DestinationRule (istio-semantics R4.5, R4.7, R4.13, R4.14;
 * cluster.go:buildOutboundClusters). An alias has none of its own, UDP ports have none.
 */
export function serviceClusters(
  context: ClusterContext,
  service: MeshService,
  rule: ConsolidatedDestinationRule | null,
): ServiceCluster[] {
  if (service.resolution === 'Alias') return [];
  const isDynamic = service.resolution === 'DynamicDNS' && isWildcard(service.hostname);
  return service.ports
    .filter(({ protocol }) => (isDynamic ? canForwardDynamically(protocol) : protocol !== 'UDP'))
    .flatMap((port) => portClusters({ ...context, service, port }, rule, isDynamic));
}

function portClusters(
  context: PortContext,
  rule: ConsolidatedDestinationRule | null,
  isDynamic: boolean,
): ServiceCluster[] {
  const { mesh, service, port, proxyType } = context;
  const base = portPolicyOf(mesh, rule, port.port);
  const resolved = isDynamic ? 'DYNAMIC_FORWARD_PROXY' : typeOf(service, proxyType);
  const type = base.policy.loadBalancer?.simple === 'PASSTHROUGH' ? 'ORIGINAL_DST' : resolved;
  // Without any endpoint a service resolved by DNS has no cluster, nor has any of its subsets.
  if (carriesEndpoints(resolved) && groupsOf(context, {}).length === 0) return [];
  const whole = buildCluster(context, type, base, null);
  const subsets = isDynamic ? [] : (rule?.subsets ?? []);
  return [...(whole ? [whole] : []), ...subsets.flatMap((subset) => subsetCluster(context, type, base, subset) ?? [])];
}

function subsetCluster(
  context: PortContext,
  baseType: ClusterType,
  base: ClusterPolicy,
  subset: Written<Subset>,
): ServiceCluster | null {
  const { value, source } = subset;
  const written = value.trafficPolicy && {
    value: value.trafficPolicy,
    source: sourceInside(source, 'trafficPolicy'),
  };
  const policy = subsetPolicyOf(base, written ?? null, context.port.port);
  const type = policy.policy.loadBalancer?.simple === 'PASSTHROUGH' ? 'ORIGINAL_DST' : baseType;
  return buildCluster(context, type, policy, subset);
}

/** Null: a cluster that carries its endpoints and has none is not made. */
function buildCluster(
  context: PortContext,
  type: ClusterType,
  { policy, sources }: ClusterPolicy,
  subset: Written<Subset> | null,
): ServiceCluster | null {
  const { service, port, nameOf } = context;
  const name = nameOf({ host: service.hostname, port: port.port, subset: subset?.value.name ?? '' });
  const groups = groupsOf(context, subset?.value.labels ?? {});
  if (carriesEndpoints(type) && groups.length === 0) return null;
  const shapedBy = subset ? [...sources, subset.source] : sources;
  const source = subset?.source ?? sources.at(-1);
  return {
    cluster: {
      name,
      type,
      ...policyFields(context, type, policy),
      ...(carriesEndpoints(type) && { loadAssignment: dnsAssignment(name, groups), ...resolving }),
      ...(source && { source }),
    },
    endpoints: type === 'EDS' ? edsAssignment(name, groups) : null,
    sources: shapedBy,
  };
}

function groupsOf({ service, port }: PortContext, labels: Readonly<Record<string, string>>) {
  return endpointGroups(service.endpoints, port.port, labels);
}

/** How Istio lets Envoy resolve names, unless the mesh says otherwise. */
const resolving = { dnsRefreshRate: '60s', dnsJitter: '0.100s', respectDnsTtl: true, dnsLookupFamily: 'V4_ONLY' };

function policyFields(
  { mesh, proxyType, port }: PortContext,
  type: ClusterType,
  policy: PortPolicy,
): Omit<Cluster, 'name'> {
  const { connectionPool = {}, outlierDetection: outliers, loadBalancer, tls, retryBudget } = policy;
  const isProvided = type === 'ORIGINAL_DST' || type === 'DYNAMIC_FORWARD_PROXY';
  const errorCodes = outliers?.outlierDetectionHttpErrorCodes;
  const options = httpProtocolOptions({ proxyType, protocol: port.protocol, ...connectionPool, tls, errorCodes });
  const connectTimeout = connectionPool.tcp?.connectTimeout ?? mesh.connectTimeout;
  const upstreamConnectionOptions = keepalive(connectionPool.tcp?.tcpKeepalive);
  return {
    connectTimeout: protobufDuration(connectTimeout) ?? '10s',
    ...(isProvided ? { lbPolicy: 'CLUSTER_PROVIDED' as const } : balancingOf(loadBalancer)),
    circuitBreakers: circuitBreakers(connectionPool, retryBudget),
    ...(outliers && { outlierDetection: outlierDetection(outliers) }),
    ...(type !== 'DYNAMIC_FORWARD_PROXY' && { commonLbConfig: commonLbConfig(policy) }),
    ...(options && { typedExtensionProtocolOptions: { [HTTP_PROTOCOL_OPTIONS]: options } }),
    ...(upstreamConnectionOptions && { upstreamConnectionOptions }),
  };
}

/** Panic is off unless asked for; localities have weights where traffic is distributed between them (loadbalancer.go:ApplyToCluster). */
function commonLbConfig({ outlierDetection: outliers, loadBalancer }: PortPolicy): Cluster['commonLbConfig'] {
  const { distribute, failover, failoverPriority, enabled } = loadBalancer?.localityLbSetting ?? {};
  const isWeighted = enabled !== false && (distribute || (outliers && (failover || failoverPriority)));
  return { healthyPanicThreshold: panicThreshold(outliers), ...(isWeighted && { localityWeightedLbConfig: {} }) };
}

function panicThreshold({ minHealthPercent = 0 }: OutlierDetection = {}): { value?: number } {
  return minHealthPercent > 0 ? { value: minHealthPercent } : {};
}

/** istio-semantics R4.13, R4.14: a sidecar lets what has no address of its own go where it was dialled, a gateway cannot. */
function typeOf({ resolution }: MeshService, proxyType: Proxy['type']): ClusterType {
  if (resolution === 'DNSLB') return 'STRICT_DNS';
  if (resolution === 'DNSRoundRobinLB') return 'LOGICAL_DNS';
  return resolution === 'Passthrough' && proxyType === 'sidecar' ? 'ORIGINAL_DST' : 'EDS';
}

function carriesEndpoints(type: ClusterType): boolean {
  return type === 'STRICT_DNS' || type === 'LOGICAL_DNS';
}

/** The protocols for which Envoy finds the destination in the request itself. */
function canForwardDynamically(protocol: ServicePort['protocol']): boolean {
  return protocol === 'HTTP' || protocol === 'HTTP2' || protocol === 'GRPC' || protocol === 'TLS';
}
