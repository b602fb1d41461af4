import type { RouteAction, TcpProxy, WeightedCluster } from './config.ts';

/** A cluster that a draw can choose, with its effective share and its own part of the configuration where several are weighted. */
export type ClusterChoice = {
  readonly cluster: string;
  readonly percent: number;
  readonly weighted: WeightedCluster | null;
};

/**
 * The clusters that a route or a TCP proxy draws from. Weights are relative to their sum; a single cluster takes all, whatever weight it has
 * (Envoy: weighted_cluster_specifier.cc; envoy-semantics 1.6).
 */
export function clusterChoices(action: RouteAction | TcpProxy): ClusterChoice[] {
  const weighted: readonly WeightedCluster[] = action.weightedClusters?.clusters ?? [];
  if (weighted.length === 0) {
    return action.cluster === undefined ? [] : [{ cluster: action.cluster, percent: 100, weighted: null }];
  }
  const total = weighted.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
  return weighted
    .filter(({ weight }) => weight > 0)
    .map((entry) => ({ cluster: entry.name, percent: (entry.weight * 100) / total, weighted: entry }));
}
