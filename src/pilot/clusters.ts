import type { Cluster, ClusterLoadAssignment } from '../envoy/config.ts';
import type { IstioConfig } from '../istio/config.ts';
import type { Server } from '../istio/gateway.ts';
import type { Source } from '../istio/source.ts';
import { builtInClusters } from './built-in-clusters.ts';
import { clusterName, sniClusterName } from './cluster-name.ts';
import { destinationRuleFor } from './destination-rules.ts';
import { mergeGateways } from './gateway-merge.ts';
import { memoByParts } from './memo-by-parts.ts';
import type { MeshSettings } from './mesh-defaults.ts';
import type { Omission } from './generate.ts';
import { passedOverRules } from './passed-over-rules.ts';
import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';
import { serviceClusters, type ClusterContext } from './service-clusters.ts';
import type { MeshService } from './service.ts';

export type GeneratedClusters = {
  readonly clusters: readonly Cluster[];
  readonly endpoints: readonly ClusterLoadAssignment[];
  /** The parts of DestinationRules that shaped each cluster, by its name. */
  readonly destinationRules: ReadonlyMap<string, readonly Source[]>;
  readonly omissions: readonly Omission[];
};

/** All clusters of a proxy that sees the services of `scope` (cluster.go:BuildClusters), and the endpoints of those that ask for them. */
export function generateClusters(
  push: PushContext,
  proxy: Proxy,
  scope: { readonly services: readonly MeshService[] },
): GeneratedClusters {
  const { mesh, config } = push;
  const parts = { services: scope.services, destinationRules: config.destinationRules, mesh, proxy };
  return buildClusters({ ...parts, tellsBySni: passesMeshTls(push, proxy) });
}

/** VirtualServices do not shape clusters: while they alone change, the clusters stay. */
const buildClusters = memoByParts(
  { services: 'object', destinationRules: 'object', mesh: 'object', proxy: 'object', tellsBySni: 'scalar' },
  clustersFor,
);

type ClusterParts = Pick<IstioConfig, 'destinationRules'> & {
  readonly services: readonly MeshService[];
  readonly mesh: MeshSettings;
  readonly proxy: Proxy;
  /** Whether each service has clusters for TLS that is told apart by its SNI, too. */
  readonly tellsBySni: boolean;
};

function clustersFor({ services, destinationRules, mesh, proxy, tellsBySni }: ClusterParts): GeneratedClusters {
  const context = { config: { destinationRules }, mesh };
  const rules = services.map((service) => ({ service, rule: destinationRuleFor(context, proxy, service) }));
  const clustersOf = (chosen: typeof rules, nameOf: ClusterContext['nameOf']) =>
    chosen.flatMap(({ service, rule }) => serviceClusters({ mesh, proxyType: proxy.type, nameOf }, service, rule));
  const internal = tellsBySni ? rules.filter(({ service }) => !service.meshExternal) : [];
  const made = [...clustersOf(rules, clusterName), ...clustersOf(internal, sniClusterName)];
  return {
    clusters: [...made.map(({ cluster }) => cluster), ...builtInClusters(mesh, proxy.type)],
    endpoints: made.flatMap(({ endpoints }) => endpoints ?? []),
    destinationRules: new Map(
      made.filter(({ sources }) => sources.length > 0).map(({ cluster, sources }) => [cluster.name, sources]),
    ),
    omissions: passedOverRules(context, proxy, rules),
  };
}

/** Whether one of the proxy's Gateways passes mesh TLS on by its SNI; then each service of the mesh has clusters for that, too. */
function passesMeshTls({ config }: PushContext, proxy: Proxy): boolean {
  const isAutoPassthrough = ({ tls }: Server) => tls?.mode === 'AUTO_PASSTHROUGH';
  if (proxy.type !== 'gateway' || !config.gateways.some(({ spec }) => spec.servers?.some(isAutoPassthrough)))
    return false;
  return mergeGateways(config, proxy).groups.some(({ servers }) =>
    servers.some(({ server }) => isAutoPassthrough(server)),
  );
}
