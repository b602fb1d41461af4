import { compileRouteConfiguration, type CompiledRouteConfiguration } from './compiled-route-configuration.ts';
import type { FilterChain, Listener, ProxyConfig, RouteConfiguration } from './config.ts';
import { findFilterChain } from './filter-chain-match.ts';
import type { RepeatedHeaderLines } from './header-match.ts';
import { lazy } from './lazy.ts';
import { findListener } from './listener-match.ts';
import { closedConnection } from './local-reply.ts';
import type { Request } from './request.ts';
import { tcpDestinations } from './tcp-proxy.ts';
import { nothingReached, traceHttp, type HttpTrace } from './trace-http.ts';
import type { Draw, Outcome, Trace } from './trace.ts';
import { upstreamClusters, type UpstreamClusters } from './upstream-cluster.ts';

/** A configuration made ready to answer many requests: patterns compiled, tables indexed. */
export type CompiledProxy = {
  readonly config: ProxyConfig;
  readonly clusters: UpstreamClusters;
  /** The route configuration that a connection manager names or holds; null where there is none by that name. */
  readonly routeConfiguration: (routes: string | RouteConfiguration) => CompiledRouteConfiguration | null;
};

/**
 * Compiles a configuration once, each part when it is first asked for; patterns that RE2 refuses never match and are told in the trace.
 * `repeatedHeaderLines` follows Envoy 1.39 and later unless told otherwise.
 */
export function compileProxy(
  config: ProxyConfig,
  options: { readonly repeatedHeaderLines?: RepeatedHeaderLines } = {},
): CompiledProxy {
  const repeated = options.repeatedHeaderLines ?? 'each';
  const compile = (configuration: RouteConfiguration) => lazy(() => compileRouteConfiguration(configuration, repeated));
  const named = new Map(config.routes.map((configuration) => [configuration.name, compile(configuration)]));
  const held = new Map(
    config.listeners
      .flatMap(({ filterChains, defaultFilterChain }) => [
        ...filterChains,
        ...(defaultFilterChain ? [defaultFilterChain] : []),
      ])
      .flatMap(({ http }) => (http && typeof http.routes !== 'string' ? [http.routes] : []))
      .map((configuration) => [configuration, compile(configuration)]),
  );
  return {
    config,
    clusters: upstreamClusters(config),
    routeConfiguration: (routes) => (typeof routes === 'string' ? named.get(routes) : held.get(routes))?.() ?? null,
  };
}

/** What the proxy does with the request. Pure; never throws. */
export function routeRequest(proxy: CompiledProxy, request: Request): Trace {
  const { listener, note } = findListener(proxy.config.listeners, request.connection);
  if (!listener) return finished(proxy, null, null, closed(request, 'refused', [note]));
  const { chain, notes } = findFilterChain(listener, request.connection);
  const path = [note, ...notes];
  if (!chain) return finished(proxy, listener, null, closed(request, 'reset', path));
  const rest = traceChain(proxy, chain, request);
  return finished(proxy, listener, chain, { ...rest, notes: [...path, ...rest.notes] });
}

function traceChain(proxy: CompiledProxy, chain: FilterChain, request: Request): HttpTrace {
  const { clusters } = proxy;
  if (!chain.http) {
    const destinations = chain.tcp ? tcpDestinations(chain.tcp, request, clusters) : [];
    if (destinations.length === 0) return closed(request, 'reset', ['The filter chain has nothing that would answer.']);
    const draws = destinations.map(({ percent, outcome }) => ({ percent, outcome }));
    return {
      ...closed(request, 'reset', ['The bytes are carried on as TCP: HTTP rules do not apply.']),
      destinations,
      draws,
    };
  }
  const isTls = chain.tls ?? false;
  if (isTls !== (request.connection.tls !== undefined)) {
    const spoken = isTls ? 'plain HTTP to a port that speaks TLS' : 'TLS to a port that speaks plain HTTP';
    return closed(request, 'reset', [`The client speaks ${spoken}: the connection ends.`]);
  }
  return traceHttp(
    { manager: chain.http, isTls, configuration: proxy.routeConfiguration(chain.http.routes), clusters },
    request,
  );
}

function closed(request: Request, connection: 'reset' | 'refused', notes: readonly string[]): HttpTrace {
  const draws = [{ percent: 100, outcome: closedConnection(connection) }];
  return { ...nothingReached, notes, path: request.path, draws };
}

function finished(
  proxy: CompiledProxy,
  listener: Listener | null,
  filterChain: FilterChain | null,
  rest: HttpTrace,
): Trace {
  const { explain, ...seen } = rest;
  const verdicts = lazy(explain);
  return {
    ...seen,
    get verdicts() {
      return verdicts();
    },
    listener,
    filterChain,
    outcome: commonOutcome(rest.draws),
    clusters: rest.destinations.map(({ cluster }) => proxy.clusters.find(cluster)),
  };
}

function commonOutcome(draws: readonly Draw[]): Outcome | null {
  const [first, ...others] = draws.map(({ outcome }) => outcome);
  if (!first || others.length === 0) return first ?? null;
  const text = JSON.stringify(first);
  return others.every((outcome) => JSON.stringify(outcome) === text) ? first : null;
}
