import { compileRoute, firstMatch, type CompiledRoute } from './compiled-route.ts';
import type { Route, RouteConfiguration, VirtualHost } from './config.ts';
import type { RepeatedHeaderLines } from './header-match.ts';
import { lazy } from './lazy.ts';
import { oncePerList } from './once-per-list.ts';
import type { RequestHead } from './request-head.ts';
import { buildRouteIndex, findInIndex } from './route-index.ts';
import { domainTable, type DomainTable } from './virtual-host-match.ts';

/** A virtual host made ready: its routes are compiled when it is first asked. */
export type CompiledVirtualHost = {
  readonly virtualHost: VirtualHost;
  readonly routes: () => readonly CompiledRoute[];
  /** The first route that fits. */
  readonly match: (head: RequestHead) => CompiledRoute | null;
};

export type CompiledRouteConfiguration = {
  readonly name: string;
  /** Why Envoy refuses the whole configuration, or null. A refused one has no virtual hosts. */
  readonly refusal: string | null;
  readonly domains: DomainTable<CompiledVirtualHost>;
};

/** Makes a route configuration ready. */
export function compileRouteConfiguration(
  configuration: RouteConfiguration,
  repeated: RepeatedHeaderLines,
): CompiledRouteConfiguration {
  const refusal = refusalOf(configuration);
  const hosts = refusal === null ? configuration.virtualHosts : [];
  return {
    name: configuration.name,
    refusal,
    domains: domainTable(
      configuration,
      hosts.map((virtualHost) => ({
        domains: virtualHost.domains,
        host: compileVirtualHost(virtualHost, repeated),
      })),
    ),
  };
}

/** From so many routes and questions on an index pays: before, routes are asked one by one. While rules are edited each list gets a question or two. */
const MANY_ROUTES = 64;
const MANY_QUESTIONS = 4;

/** Makes one virtual host ready. */
export function compileVirtualHost(virtualHost: VirtualHost, repeated: RepeatedHeaderLines): CompiledVirtualHost {
  const routes = lazy(() => (virtualHost.routes ?? []).map((route, index) => compileRoute(route, index, repeated)));
  const index = lazy(() => buildRouteIndex(routes()));
  let questions = 0;
  const match = (head: RequestHead): CompiledRoute | null =>
    routes().length < MANY_ROUTES || ++questions < MANY_QUESTIONS
      ? firstMatch(routes(), head)
      : findInIndex(index(), head);
  return { virtualHost, routes, match };
}

/** One bad route and Envoy takes nothing of the update: a route without action, or weights that add up to nothing (istio-semantics R5.1). */
function refusalOf(configuration: RouteConfiguration): string | null {
  for (const { name, routes } of configuration.virtualHosts) {
    const refused = routes ? refusedAmong(routes) : null;
    if (refused) return `route ${JSON.stringify(refused.name)} of virtual host ${name} ${refused.reason}`;
  }
  return null;
}

type RefusedRoute = { readonly name: string; readonly reason: string };

/** The first route of a list that Envoy refuses. */
const refusedAmong = oncePerList((routes: readonly Route[]): RefusedRoute | null => {
  const reasons = routes.map((route) => ({ name: route.name ?? '', reason: refusalOfRoute(route) }));
  return reasons.find((one): one is RefusedRoute => one.reason !== null) ?? null;
});

function refusalOfRoute(route: Route): string | null {
  if (!route.route && !route.redirect && !route.directResponse) return 'has no action';
  const weighted = route.route?.weightedClusters?.clusters;
  const isWeightless = weighted?.every(({ weight }) => !weight) ?? false;
  return isWeightless ? 'has weights that add up to 0' : null;
}
