import { describe, expect, it } from 'vitest';
import type { ServerTLSSettings } from '../istio/gateway.ts';
import type { VirtualService } from '../istio/virtual-service.ts';
import type { GatewayRules } from './gateway-rules.ts';
import type { GatewayServer } from './gateway-server.ts';
import { gatewayTcpChains, type TakenSni } from './gateway-tcp.ts';
import type { VirtualServiceObject } from './virtual-services.ts';

const server = (hosts: string[], tls?: ServerTLSSettings): GatewayServer => ({
  gatewayName: 'shop/gw',
  server: { port: { number: 443, protocol: 'TLS', name: 'tls' }, hosts, ...(tls && { tls }) },
  hosts,
  listenPort: 8443,
  bind: '',
  routeName: '',
  source: { document: 9, path: [] },
});
const bound = (document: number, spec: VirtualService, annotations = {}): VirtualServiceObject => ({
  kind: 'VirtualService',
  apiVersion: '',
  metadata: { name: `v${document}`, namespace: 'shop', labels: {}, annotations, creationTimestamp: null },
  spec,
  source: { document, path: [] },
});
const to = (host: string) => [{ destination: { host } }];

function chains(server: GatewayServer, virtualServices: VirtualServiceObject[]) {
  const rules: GatewayRules = {
    virtualServicesOf: () => virtualServices,
    translate: () => ({ routes: [], omissions: [] }),
    tcpProxy: ([first]) => ({ cluster: first?.destination.host ?? '' }),
    autoPassthroughChains: (hosts) => [{ match: { serverNames: [...hosts] } }],
  };
  const taken: TakenSni = new Map();
  const { chains, omissions } = gatewayTcpChains(server, rules, taken);
  return {
    chains: chains.map(({ match, tcp, tls = false }) => [match?.serverNames?.join(' ') ?? '*', tcp?.cluster, tls]),
    omissions: omissions.map(({ source, culprit }) => [source.document, source.path.join('.'), culprit?.document]),
  };
}

describe('an opaque server', () => {
  it('is served by the first rule that is for its port and Gateway', () => {
    const tcp = [
      { match: [{ port: 80 }], route: to('a') },
      { match: [{ gateways: ['mesh'] }], route: to('b') },
      { match: [{ port: 80 }, { port: 443, gateways: ['shop/gw'], sourceNamespace: 'nowhere' }], route: to('c') },
      { route: to('d') },
    ];
    expect(
      chains(server(['a.example']), [bound(0, { hosts: ['b.example'], tcp }), bound(1, { hosts: ['*'], tcp })]).chains,
    ).toEqual([['*', 'c', false]]);
  });

  it('has no chain without a rule', () => {
    expect(chains(server(['*']), [bound(0, { hosts: ['*'], http: [{ route: to('a') }] })]).chains).toEqual([]);
  });

  it('takes the SNI of its hosts where TLS ends there', () => {
    expect(
      chains(server(['shop/b.example', 'a.example'], { mode: 'SIMPLE' }), [
        bound(0, { hosts: ['*'], tcp: [{ route: to('a') }] }),
      ]).chains,
    ).toEqual([['a.example b.example', 'a', true]]);
  });

  it('takes the tls rules of a TLSRoute, and of nothing else, where TLS ends there', () => {
    const spec = { hosts: ['*'], tls: [{ match: [{ sniHosts: ['a.example'] }], route: to('a') }] };
    const ending = server(['a.example'], { mode: 'SIMPLE' });
    expect(chains(ending, [bound(0, spec)]).chains).toEqual([]);
    expect(chains(ending, [bound(0, spec, { 'internal.istio.io/parents': 'TLSRoute/r.shop' })]).chains).toEqual([
      ['a.example', 'a', true],
    ]);
  });
});

describe('a server that passes TLS through', () => {
  const sni = (sniHosts: string[], host: string, more = {}) => ({ match: [{ sniHosts, ...more }], route: to(host) });

  it('has a chain per match, whether its mode is written or not', () => {
    const spec = {
      hosts: ['*.example'],
      tls: [sni(['b.example', 'a.example'], 'a'), sni(['*'], 'b'), sni(['c.example'], 'c', { port: 80 })],
    };
    const expected = [
      ['a.example b.example', 'a', false],
      ['*', 'b', false],
    ];
    expect(chains(server(['a.example'], { mode: 'PASSTHROUGH' }), [bound(0, spec)]).chains).toEqual(expected);
    expect(chains(server(['a.example'], { credentialName: 'c' }), [bound(0, spec)]).chains).toEqual(expected);
  });

  it('drops all of a match that repeats a name', () => {
    const first = bound(0, { hosts: ['*'], tls: [sni(['a.example'], 'a')] });
    const second = bound(1, { hosts: ['*'], tls: [sni(['b.example', 'a.example'], 'b'), sni(['b.example'], 'c')] });
    expect(chains(server(['*'], { mode: 'PASSTHROUGH' }), [first, second])).toEqual({
      chains: [
        ['a.example', 'a', false],
        ['b.example', 'c', false],
      ],
      omissions: [[1, 'spec.tls.0.match.0', 0]],
    });
  });

  it('needs no rule where it reads the cluster from the SNI', () => {
    expect(chains(server(['*.local'], { mode: 'AUTO_PASSTHROUGH' }), []).chains).toEqual([
      ['*.local', undefined, false],
    ]);
  });
});
