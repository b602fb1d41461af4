import { describe, expect, it } from 'vitest';
import type { ProxyConfig } from '../envoy/config.ts';
import { envoyBlocks, findBlocks, isMadeFrom, routeGist, withoutSources } from './envoy-blocks.ts';

const source = (...path: (string | number)[]) => ({ document: 0, path: ['spec', 'http', ...path] });
const held = { name: 'held', virtualHosts: [{ name: 'inner', domains: ['*'], routes: [{ match: { prefix: '/' } }] }] };
const config: ProxyConfig = {
  listeners: [
    { name: 'l', address: '0.0.0.0', port: 80, listenerFilters: [], filterChains: [{ http: { routes: held } }] },
  ],
  routes: [
    {
      name: '80',
      virtualHosts: [
        {
          name: 'cart:80',
          domains: ['cart', 'cart.shop'],
          routes: [
            {
              name: 'a',
              match: { prefix: '/a', headers: [{ name: 'x-user', stringMatch: { exact: 'jo' } }] },
              route: {
                weightedClusters: {
                  clusters: [
                    { name: 'outbound|80|v1|cart.shop.svc.cluster.local', weight: 90, source: source(0, 'route', 0) },
                    { name: 'outbound|80|v2|cart.shop.svc.cluster.local', weight: 10, source: source(0, 'route', 1) },
                  ],
                },
              },
              source: source(0, 'match', 0),
            },
            { match: { prefix: '/' }, redirect: {}, source: source(1) },
          ],
        },
      ],
    },
  ],
  clusters: [{ name: 'one' }],
  endpoints: [],
};
const routes = envoyBlocks(config, 'routes', null);

describe('routes', () => {
  it('are listed with those that a listener holds, and found by name, domain or cluster', () => {
    expect(routes.map(({ names }) => names.join(' '))).toEqual(['80 cart:80 1 a', '80 cart:80 2', 'held inner 1']);
    expect(findBlocks(routes, 'CART.shop').length).toBe(2);
    expect(findBlocks(routes, 'cart v2|').map(({ names }) => names[2])).toEqual(['1 a']);
    expect(findBlocks(routes, ' ')).toBe(routes);
  });

  it('are told in a line', () => {
    const [first, second] = config.routes[0]?.virtualHosts[0]?.routes ?? [];
    expect(first && routeGist(first)).toEqual({
      match: 'prefix "/a" and x-user exact "jo"',
      action: 'cart.shop v1 90, cart.shop v2 10',
    });
    expect(second && routeGist(second).action).toBe('redirects');
  });

  it('are made from the places that lie in their source, around it, or in the rule beside its matches', () => {
    const made = (...path: (string | number)[]) =>
      routes.filter((block) => isMadeFrom(block, source(...path))).map(({ names }) => names[2]);
    expect(made(0, 'match', 0, 'uri')).toEqual(['1 a']);
    expect(made(0, 'name')).toEqual(['1 a']);
    expect(made(0, 'match', 1)).toEqual([]);
    expect(made(1, 'timeout')).toEqual(['2']);
    expect(made()).toEqual(['1 a', '2']);
    expect(routes.some((block) => isMadeFrom(block, { document: 1, path: [] }))).toBe(false);
  });
});

it('what is shown and copied is what Envoy has', () => {
  expect(withoutSources({ source: source(0), a: [{ source: { source: 'x' } }] })).toEqual({
    a: [{ source: { source: 'x' } }],
  });
});
