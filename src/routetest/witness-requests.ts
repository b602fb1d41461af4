import type { ProxyConfig, Route, RouteConfiguration, VirtualHost } from '../envoy/config.ts';
import { satisfyRoute } from '../envoy/satisfy-route.ts';
import type { TestRequest } from '../istio/test-request.ts';

/** More requests than this for one caller say no more. */
const MAX_REQUESTS = 500;

/**
 * Requests made from the rules themselves: for every route of a proxy's configuration one that it would answer if no earlier one did, and for every host one
 * that asks for nothing special. Routes that no request was found for have none.
 */
export function witnessRequests(config: ProxyConfig): TestRequest[] {
  const requests = new Map<string, TestRequest>();
  for (const configuration of routeConfigurations(config)) {
    const scheme = isTls(config, configuration) ? 'https' : 'http';
    for (const virtualHost of configuration.virtualHosts) {
      const origin = originOf(virtualHost, scheme);
      if (!origin) continue;
      for (const route of [null, ...virtualHost.routes]) {
        const request = requestFor(route, origin);
        if (request && requests.size < MAX_REQUESTS) requests.set(JSON.stringify(request), request);
      }
    }
  }
  return [...requests.values()];
}

function routeConfigurations({ routes, listeners }: ProxyConfig): RouteConfiguration[] {
  const held = listeners.flatMap(({ filterChains }) =>
    filterChains.flatMap(({ http }) => (http && typeof http.routes !== 'string' ? [http.routes] : [])),
  );
  return [...routes, ...held];
}

function isTls({ listeners }: ProxyConfig, configuration: RouteConfiguration): boolean {
  return listeners.some(({ filterChains }) =>
    filterChains.some(
      ({ tls, http }) => tls && (http?.routes === configuration.name || http?.routes === configuration),
    ),
  );
}

type Origin = { readonly scheme: string; readonly authority: string };

/** Where a virtual host is asked: Istio names it `host:port`. The ones for whatever nobody declares are of no rule. */
function originOf({ name, domains, routes }: VirtualHost, scheme: string): Origin | null {
  const port = /:(\d+)$/.exec(name)?.[1];
  if (port === undefined || routes.length === 0) return null;
  const named = name.slice(0, -port.length - 1);
  const domain =
    domains.find((candidate) => !candidate.includes('*')) ?? (named.includes('*') ? (domains[0] ?? '*') : named);
  const host =
    domain === '*' ? 'example.com' : domain.startsWith('*') ? `www${domain.slice(1).replace(/^(?!\.)/, '.')}` : domain;
  return { scheme, authority: port === (scheme === 'https' ? '443' : '80') ? host : `${host}:${port}` };
}

function requestFor(route: Route | null, { scheme, authority }: Origin): TestRequest | null {
  const plain = { method: 'GET', path: '/', authority, headers: [] };
  const asked = route ? satisfyRoute(route.match, plain) : plain;
  if (!asked) return null;
  const host = asked.authority === authority ? [] : [['host', asked.authority] as const];
  return { method: asked.method, url: `${scheme}://${authority}${asked.path}`, headers: [...host, ...asked.headers] };
}
