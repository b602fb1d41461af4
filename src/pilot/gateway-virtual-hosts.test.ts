import { describe, expect, it } from 'vitest';
import type { Route } from '../envoy/config.ts';
import type { GatewayRules } from './gateway-rules.ts';
import type { GatewayServer } from './gateway-server.ts';
import { gatewayRouteConfiguration } from './gateway-virtual-hosts.ts';
import type { VirtualServiceObject } from './virtual-services.ts';

const source = { document: 0, path: [] };
const server = (
  hosts: string[],
  { port = 80, gatewayName = 'shop/gw', httpsRedirect = false } = {},
): GatewayServer => ({
  gatewayName,
  server: {
    port: { number: port, protocol: 'HTTP', name: 'http' },
    hosts,
    ...(httpsRedirect && { tls: { httpsRedirect } }),
  },
  hosts,
  listenPort: 8080,
  bind: '',
  routeName: 'http.8080',
  source,
});
const metadata = { namespace: 'shop', labels: {}, annotations: {}, creationTimestamp: null };
const bound = (name: string, hosts: string[], namespace = 'shop'): VirtualServiceObject => ({
  kind: 'VirtualService',
  apiVersion: '',
  metadata: { ...metadata, name, namespace },
  spec: { hosts },
  source,
});
const route = (name: string, match: Route['match'] = { prefix: `/${name}` }): Route => ({ name, match });

/** Per VirtualService its routes; names ending in `@port` are for a server of that port alone. */
function virtualHosts(servers: GatewayServer[], rules: [VirtualServiceObject, Route[]][]) {
  const fake: GatewayRules = {
    virtualServicesOf: () => rules.map(([virtualService]) => virtualService),
    translate: (virtualService, { server: { port } }) => {
      const routes = rules.find(([one]) => one === virtualService)?.[1] ?? [];
      return {
        routes: routes.filter(({ name = '' }) => !name.includes('@') || name.endsWith(`@${port.number}`)),
        omissions: [],
      };
    },
    tcpProxy: () => ({}),
    autoPassthroughChains: () => [],
  };
  const { virtualHosts } = gatewayRouteConfiguration('http.8080', servers, fake).routeConfiguration;
  return virtualHosts.map(({ name, domains, routes, requireTls }) => [
    name,
    domains.join(' '),
    routes.map(({ name }) => name).join(' '),
    requireTls ?? '',
  ]);
}

describe('virtual hosts of a gateway', () => {
  it('join the routes of all VirtualServices of a host, catch-alls last', () => {
    const rules: [VirtualServiceObject, Route[]][] = [
      [bound('old', ['A.example']), [route('a'), route('old-rest', { prefix: '/' })]],
      [
        bound('young', ['a.example']),
        [route('b'), route('lookalike', { safeRegex: { regex: '/.*' } }), route('young-rest', { prefix: '/' })],
      ],
    ];
    expect(virtualHosts([server(['*'])], rules)).toEqual([
      ['a.example:80', 'a.example', 'a b lookalike old-rest young-rest', ''],
    ]);
  });

  it('become one where the routes are the very same', () => {
    const shared: [VirtualServiceObject, Route[]] = [
      bound('v', ['b.example', 'long.example', '*.w.example']),
      [route('a')],
    ];
    expect(virtualHosts([server(['*'])], [shared])).toEqual([
      ['long.example:80', 'long.example b.example *.w.example', 'a', ''],
    ]);
    const more: [VirtualServiceObject, Route[]] = [bound('w', ['b.example']), [route('x')]];
    expect(virtualHosts([server(['*'])], [shared, more])).toEqual([
      ['b.example:80', 'b.example', 'a x', ''],
      ['long.example:80', 'long.example *.w.example', 'a', ''],
    ]);
  });

  it('are the narrower of server host and host, for namespaces that may', () => {
    const rules: [VirtualServiceObject, Route[]][] = [
      [bound('v', ['*.example', 'x.test']), [route('a')]],
      [bound('w', ['b.example'], 'bank'), [route('b')]],
    ];
    expect(virtualHosts([server(['shop/a.example', '*.test', 'bank/*'])], rules)).toEqual([
      ['a.example:80', 'a.example x.test', 'a', ''],
      ['b.example:80', 'b.example', 'b', ''],
    ]);
  });

  it('repeat the routes of the first server where a Gateway binds twice on a port', () => {
    const rules: [VirtualServiceObject, Route[]][] = [
      [bound('v', ['a.example']), [route('x@80'), route('y@8080'), route('z')]],
    ];
    expect(virtualHosts([server(['*']), server(['*'], { port: 8080 })], rules)).toEqual([
      ['a.example:80', 'a.example', 'x@80 z x@80 z', ''],
    ]);
    expect(virtualHosts([server(['*']), server(['*'], { port: 8080, gatewayName: 'shop/other' })], rules)).toEqual([
      ['a.example:80', 'a.example', 'x@80 z y@8080 z', ''],
    ]);
  });

  it('send every host of a redirecting server to https, rules or not', () => {
    const rules: [VirtualServiceObject, Route[]][] = [[bound('v', ['a.example']), [route('a')]]];
    expect(
      virtualHosts([server(['a.example', 'shop/b.example', '*.w.example'], { httpsRedirect: true })], rules),
    ).toEqual([
      ['a.example:80', 'a.example', 'a', 'ALL'],
      ['shop/b.example:80', 'shop/b.example *.w.example', '', 'ALL'],
    ]);
    expect(
      virtualHosts(
        [server(['a.example'], { gatewayName: 'shop/other' }), server(['a.example'], { httpsRedirect: true })],
        rules,
      )[0]?.[3],
    ).toBe('ALL');
  });

  it('answer nothing where no rule is left', () => {
    expect(virtualHosts([server(['*'])], [[bound('v', ['a.example']), [route('a@81')]]])).toEqual([
      ['blackhole:80', '*', '', ''],
    ]);
  });
});
