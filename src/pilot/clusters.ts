import type { Cluster, ClusterLoadAssignment } from '../envoy/config.ts';
import type { Source } from '../istio/source.ts';
import { builtInClusters } from './built-in-clusters.ts';
import { destinationRuleFor } from './destination-rules.ts';
import type { Omission } from './generate.ts';
import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';
import { serviceClusters } from './service-clusters.ts';
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
  const rules = scope.services.map((service) => ({ service, rule: destinationRuleFor(push, proxy, service) }));
  const made = rules.flatMap(({ service, rule }) => serviceClusters(push.mesh, proxy.type, service, rule));
  return {
    clusters: [...made.map(({ cluster }) => cluster), ...builtInClusters(push.mesh, proxy.type)],
    endpoints: made.flatMap(({ endpoints }) => endpoints ?? []),
    destinationRules: new Map(
      made.filter(({ sources }) => sources.length > 0).map(({ cluster, sources }) => [cluster.name, sources]),
    ),
    omissions: [],
  };
}
