import { compileRoute } from '../envoy/compiled-route.ts';
import type { ConfigSource, ProxyConfig, Route, RouteConfiguration } from '../envoy/config.ts';
import type { Trace } from '../envoy/trace.ts';
import { isInside, isSource, type Source } from '../istio/source.ts';
import { clusterLabel, ruleOf } from '../routetest/verdict-words.ts';

export const sections = ['routes', 'clusters', 'listeners', 'endpoints'] as const;
export type Section = (typeof sections)[number];

/** One block of a proxy's configuration, and what it was made from. */
export type EnvoyBlock = {
  readonly key: string;
  /** The names that lead to it, outermost first. */
  readonly names: readonly string[];
  readonly value: object;
  /** What else it can be found by. */
  readonly words: string;
  readonly sources: readonly ConfigSource[];
  /** Whether the request at hand passes it. */
  readonly isPassed: boolean;
};

/** The blocks of a part of the configuration, in its order. */
export function envoyBlocks(config: ProxyConfig, section: Section, trace: Trace | null): EnvoyBlock[] {
  const reached = new Set(trace?.clusters.map((cluster) => cluster?.name));
  switch (section) {
    case 'routes':
      return routeTables(config).flatMap((table, at) =>
        table.virtualHosts.flatMap((host) =>
          host.routes.map((route, index) => ({
            key: `${at} ${table.name} ${host.name} ${index}`,
            names: [table.name, host.name, `${index + 1}${route.name ? ` ${route.name}` : ''}`],
            value: route,
            words: [...host.domains, ...clustersOf(route)].join(' '),
            sources: sourcesOf(route),
            isPassed: route === trace?.route,
          })),
        ),
      );
    case 'clusters':
      return config.clusters.map((cluster) => ({
        ...named(cluster.name, cluster, reached.has(cluster.name)),
        sources: cluster.source ? [cluster.source] : [],
      }));
    case 'listeners':
      return config.listeners.map((listener) => named(listener.name, listener, listener === trace?.listener));
    case 'endpoints':
      return config.endpoints.map((one) => named(one.cluster, one, reached.has(one.cluster)));
  }
}

/** Route configurations with a name of their own, and those that stand in a listener. */
function routeTables({ routes, listeners }: ProxyConfig): RouteConfiguration[] {
  const chains = listeners.flatMap((one) => [
    ...one.filterChains,
    ...(one.defaultFilterChain ? [one.defaultFilterChain] : []),
  ]);
  const held = chains.flatMap(({ http }) => (http && typeof http.routes !== 'string' ? [http.routes] : []));
  return [...routes, ...held];
}

function named(name: string, value: object, isPassed: boolean): EnvoyBlock {
  return { key: name, names: [name], value, words: '', sources: [], isPassed };
}

function clustersOf({ route }: Route): string[] {
  return [
    ...(route?.cluster ? [route.cluster] : []),
    ...(route?.weightedClusters?.clusters ?? []).map(({ name }) => name),
  ];
}

function sourcesOf({ source, route }: Route): ConfigSource[] {
  const parts = [source, ...(route?.weightedClusters?.clusters ?? []).map((cluster) => cluster.source)];
  return parts.filter((part) => part !== undefined);
}

/** The blocks that a search means: every word of it stands in a name, a domain or a cluster. */
export function findBlocks(blocks: readonly EnvoyBlock[], search: string): readonly EnvoyBlock[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return blocks;
  return blocks.filter((block) => {
    const text = `${block.names.join(' ')} ${block.words}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/**
 * Whether a block was made from a place of the text: the place lies in its source or around it, or in the same rule outside of its matches, which
 * shapes all that the rule makes.
 */
export function isMadeFrom({ sources }: EnvoyBlock, place: Source): boolean {
  return sources.some((source) => {
    if (isInside(place, source) || isInside(source, place)) return true;
    const rule = ruleOf(source)?.source;
    if (!rule || !isInside(place, rule)) return false;
    const field = place.path[rule.path.length];
    return field !== 'match' && field !== 'matches';
  });
}

/** A route in a line: its conditions, and what it does. */
export function routeGist(route: Route): { readonly match: string; readonly action: string } {
  const { path, others } = compileRoute(route, 0, 'each');
  const conditions = [path.expected, ...others.map(({ name, expected }) => `${name} ${expected}`)];
  return { match: conditions.join(' and '), action: actionOf(route) };
}

function actionOf({ route, redirect, directResponse }: Route): string {
  if (redirect) return 'redirects';
  if (directResponse) return `answers ${directResponse.status}`;
  const weighted = route?.weightedClusters?.clusters;
  if (!weighted) return clusterLabel(route?.cluster ?? 'nowhere');
  return weighted.map(({ name, weight }) => `${clusterLabel(name)} ${weight}`).join(', ');
}

/** The configuration as Envoy has it: `source`, where it says a document and a path, is ours. */
export function withoutSources(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSources);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => key !== 'source' || !isSource(inner))
      .map(([key, inner]) => [key, withoutSources(inner)]),
  );
}
