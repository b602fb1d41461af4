import type { ConfigSource, FilterChain, ProxyConfig } from '../envoy/config.ts';
import { sourceKey } from '../istio/source.ts';
import type { Omission } from './generate.ts';

/**
 * The omissions of things of which nothing came into the configuration, each once: what is left out at one port may be there at another. That it is for
 * another port says nothing where that port has a reason of its own.
 */
export function leftOutOf(config: ProxyConfig, omissions: readonly Omission[]): Omission[] {
  if (omissions.length === 0) return [];
  const present = new Set(sourcesOf(config).map(sourceKey));
  const told = new Map<string, Omission>();
  for (const omission of omissions) {
    const { source, reason, message } = omission;
    const key = `${sourceKey(source)} ${reason} ${message}`;
    if (isAlwaysTold(omission) || !present.has(sourceKey(source))) told.set(key, omission);
  }
  const left = [...told.values()];
  const otherwise = new Set(left.filter(({ reason }) => reason !== 'port').map(({ source }) => sourceKey(source)));
  return left.filter(({ reason, source }) => reason !== 'port' || !otherwise.has(sourceKey(source)));
}

/** A VirtualService that lost one of several hosts is in the configuration all the same. */
function isAlwaysTold({ reason }: Omission): boolean {
  return reason !== 'port' && reason !== 'not-for-this-caller' && reason !== 'no-routes-left';
}

function sourcesOf({ listeners, routes }: ProxyConfig): ConfigSource[] {
  const chains = listeners.flatMap(({ filterChains, defaultFilterChain }): FilterChain[] =>
    defaultFilterChain ? filterChains.concat(defaultFilterChain) : filterChains,
  );
  const virtualHosts = routes.flatMap((configuration) => configuration.virtualHosts);
  const placed = [...chains, ...virtualHosts, ...virtualHosts.flatMap((virtualHost) => virtualHost.routes)];
  return placed.flatMap(({ source }) => source ?? []);
}
