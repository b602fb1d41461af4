import { describe, expect, it } from 'vitest';
import type { FilterChain, VirtualHost } from '../envoy/config.ts';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { generateGatewayListeners } from './gateway-listeners.ts';
import { createPushContext } from './push-context.ts';

const ingress = { type: 'gateway', namespace: 'infra', labels: { istio: 'ingress' } } as const;

function generate(documents: string[], proxy: Parameters<typeof generateGatewayListeners>[1] = ingress) {
  const push = createPushContext(decode(parseStream(documents.join('\n---\n'))).config, { assume: 'never' });
  const { listeners, routes, omissions } = generateGatewayListeners(push, proxy);
  return {
    listeners: listeners.map(({ name, listenerFilters, filterChains }) => [
      name,
      listenerFilters.map((filter) => filter.split('.').at(-1)).join(' '),
      filterChains.map(chainText),
    ]),
    routes: routes.map(({ name, virtualHosts }) => [name].concat(virtualHosts.flatMap(virtualHostTexts))),
    chains: listeners.flatMap(({ filterChains }) => filterChains),
    omissions,
  };
}

function virtualHostTexts({ domains, routes }: VirtualHost): string[] {
  return domains.map((domain) => `${domain}: ${routes.map(({ name }) => name).join(' ')}`);
}

function chainText({ match, tls, http, tcp }: FilterChain): string {
  const clusters = tcp?.weightedClusters?.clusters.map(({ name, weight }) => `${name}=${weight}`).join(' ');
  const target = typeof http?.routes === 'string' ? http.routes : (clusters ?? tcp?.cluster ?? '');
  return `${match?.serverNames?.join(',') ?? '*'} ${tls ? 'tls ' : ''}${target}`;
}

const object = (kind: string, name: string, spec: string, namespace = 'shop') => `
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}, creationTimestamp: "2024-01-01T00:00:00Z"}
spec: ${spec}`;
const service = (name: string, ports: string, namespace = 'shop', selector = '{app: x}') => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: {selector: ${selector}, ports: [${ports}]}`;
const server = (number: number, protocol: string, hosts: string, tls = '') =>
  `{port: {number: ${number}, name: p-${number}-${hosts.length}, protocol: ${protocol}}, hosts: [${hosts}]${tls && `, tls: {${tls}}`}}`;
const gateway = (...servers: string[]) =>
  object('Gateway', 'gw', `{selector: {istio: ingress}, servers: [${servers.join(', ')}]}`);
const cart = service('cart', '{name: tcp, port: 9000}');

describe('listeners of a gateway', () => {
  it('have a chain per HTTPS server, each with its own routes, and read the SNI', () => {
    const secret = 'mode: SIMPLE, credentialName: c';
    const rules = object(
      'VirtualService',
      'v',
      '{hosts: [a.example, bb.example], gateways: [gw], http: [{name: r, route: [{destination: {host: cart}}]}]}',
    );
    const { listeners, routes, omissions } = generate([
      gateway(server(443, 'HTTPS', 'a.example', secret), server(443, 'HTTPS', 'bb.example', secret)),
      rules,
      cart,
    ]);
    expect(listeners).toEqual([
      [
        '0.0.0.0_443',
        'tls_inspector',
        ['a.example tls https.443.p-443-9.gw.shop', 'bb.example tls https.443.p-443-10.gw.shop'],
      ],
    ]);
    expect(routes).toEqual([
      ['https.443.p-443-9.gw.shop', 'a.example: r'],
      ['https.443.p-443-10.gw.shop', 'bb.example: r'],
    ]);
    expect(omissions).toEqual([]);
  });

  it('are left out where no rule forwards their connections', () => {
    expect(generate([gateway(server(9000, 'TCP', '"*"')), cart]).listeners).toEqual([]);
  });

  it('forward bytes as the DestinationRule of the first destination says', () => {
    const tcp = object(
      'VirtualService',
      'v',
      '{hosts: ["*"], gateways: [gw], tcp: [{route: [{destination: {host: cart, subset: a}, weight: 70}, {destination: {host: cart}, weight: 30}, {destination: {host: x}}]}]}',
    );
    const policy = object(
      'DestinationRule',
      'd',
      `{host: cart, trafficPolicy: {loadBalancer: {consistentHash: {useSourceIp: true}},
        connectionPool: {tcp: {idleTimeout: 1m, maxConnectionDuration: 1h}}}, subsets: [{name: a}]}`,
    );
    const { listeners, chains } = generate([gateway(server(9000, 'TCP', '"*"')), tcp, policy, cart]);
    expect(listeners).toEqual([
      [
        '0.0.0.0_9000',
        '',
        ['* outbound|9000|a|cart.shop.svc.cluster.local=70 outbound|9000||cart.shop.svc.cluster.local=30'],
      ],
    ]);
    expect(chains[0]?.tcp).toMatchObject({
      idleTimeout: '60s',
      maxDownstreamConnectionDuration: '3600s',
      hashPolicy: [{ sourceIp: {} }],
    });
  });

  it('lead to every cluster of the mesh by an SNI that spells it', () => {
    const outside = object(
      'ServiceEntry',
      'o',
      '{hosts: [out.shop.svc.cluster.local], ports: [{number: 1, name: tcp, protocol: TCP}], resolution: DNS}',
    );
    const subsets = object('DestinationRule', 'd', '{host: cart, subsets: [{name: v1}]}');
    const { listeners } = generate([
      gateway(server(15443, 'TLS', '"*.local"', 'mode: AUTO_PASSTHROUGH')),
      subsets,
      outside,
      cart,
    ]);
    const cluster = (subset: string) => `outbound_.9000_.${subset}_.cart.shop.svc.cluster.local`;
    expect(listeners).toEqual([
      ['0.0.0.0_15443', 'tls_inspector', [`${cluster('')} ${cluster('')}`, `${cluster('v1')} ${cluster('v1')}`]],
    ]);
  });

  it('tell of VirtualServices whose hosts no server has', () => {
    const rules = object(
      'VirtualService',
      'v',
      '{hosts: [b.example], gateways: [gw], http: [{route: [{destination: {host: cart}}]}]}',
    );
    const { omissions } = generate([gateway(server(80, 'HTTP', 'a.example')), rules, cart]);
    expect(omissions).toMatchObject([
      { reason: 'other-gateway', source: { document: 1, path: [] }, culprit: { document: 0 } },
    ]);
  });
});

describe('the Gateway API', () => {
  const kubernetesGateway = (more = '') => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: infra}
spec: {gatewayClassName: istio, listeners: [{name: http, port: 80, protocol: HTTP}]${more}}`;
  const route = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: r, namespace: infra}
spec: {parentRefs: [{name: web}], hostnames: [a.example], rules: [{backendRefs: [{name: cart, port: 9000}]}]}`;
  const deployed = {
    type: 'gateway',
    namespace: 'infra',
    labels: { 'gateway.networking.k8s.io/gateway-name': 'web' },
  } as const;
  const local = service('cart', '{port: 9000}', 'infra');

  it('serves the proxies that Istio deploys, with their Service or without', () => {
    expect(generate([kubernetesGateway(), route, local], deployed).routes).toEqual([
      ['http.80', 'a.example: infra.r.0'],
    ]);
    expect(generate([kubernetesGateway(), route, local], ingress).routes).toEqual([]);
    const selector = '{gateway.networking.k8s.io/gateway-name: web}';
    const written = service('web-istio', '{port: 80, targetPort: 8080}', 'infra', selector);
    expect(generate([kubernetesGateway(), route, local, written], deployed).routes).toEqual([
      ['http.8080', 'a.example: infra.r.0'],
    ]);
    const otherPort = service('web-istio', '{port: 81}', 'infra', selector);
    expect(generate([kubernetesGateway(), route, local, otherPort], deployed).listeners).toEqual([]);
  });

  it('serves the proxies behind the Service that an address names', () => {
    const front = service('front', '{port: 80, targetPort: 8080}', 'infra', '{istio: ingress}');
    expect(
      generate([kubernetesGateway(', addresses: [{type: Hostname, value: front}]'), route, local, front]).routes,
    ).toEqual([['http.8080', 'a.example: infra.r.0']]);
  });

  it('keeps Istio’s own Gateways of other namespaces from the proxies that Istio deploys', () => {
    const own = object('Gateway', 'all', `{servers: [${server(81, 'HTTP', 'b.example')}]}`);
    const { listeners, omissions } = generate([kubernetesGateway(), route, local, own], deployed);
    expect(listeners.map(([name]) => name)).toEqual(['0.0.0.0_80']);
    expect(omissions).toMatchObject([{ source: { document: 3 }, reason: 'not-for-this-caller' }]);
    expect(
      generate([kubernetesGateway(), route, local, own.replace('namespace: shop', 'namespace: infra')], deployed)
        .listeners,
    ).toHaveLength(2);
  });
});
