import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { generateProxyConfig } from './generate.ts';
import type { Proxy } from './proxy.ts';
import { createPushContext } from './push-context.ts';

const web: Proxy = { type: 'sidecar', namespace: 'shop', labels: { app: 'web' } };

const object = (kind: string, name: string, spec: string, { namespace = 'shop', day = 1 } = {}) => `
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}, creationTimestamp: "2024-01-0${day}T00:00:00Z"}
spec: ${spec}`;
const service = (name: string, ports: string, { namespace = 'shop', more = '' } = {}) => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: {clusterIP: 10.0.0.${name.length}, selector: {app: ${name}}, ports: [${ports}]${more}}`;
const to = (name: string, destination: string) => `{name: ${name}, route: [{destination: {host: ${destination}}}]}`;

const http = '{name: http, port: 80}';
const cart = service('cart', http);
const reviews = service('reviews', http);

function generate(documents: string[], proxy = web) {
  const push = createPushContext(decode(parseStream(documents.join('\n---\n'))).config, { assume: 'never' });
  return generateProxyConfig(push, proxy);
}

/** Per virtual host the names of its routes. */
function virtualHosts(documents: string[], { proxy = web, routes = '80' } = {}): Record<string, string> {
  const found = generate(documents, proxy).config.routes.find(({ name }) => name === routes);
  const texts = (found?.virtualHosts ?? []).map((one) => [one.name, one.routes.map(({ name }) => name).join(' ')]);
  return Object.fromEntries(texts);
}

const CART = 'cart.shop.svc.cluster.local:80';
const REVIEWS = 'reviews.shop.svc.cluster.local:80';

describe('who owns a host in the mesh', () => {
  it('is the oldest VirtualService; rules of several are not merged', () => {
    const documents = [
      cart,
      object('VirtualService', 'young', `{hosts: [cart], http: [${to('young', 'cart')}]}`, { day: 2 }),
      object('VirtualService', 'old', `{hosts: [cart], http: [${to('old', 'cart')}]}`),
    ];
    expect(virtualHosts(documents)[CART]).toBe('old');
    expect(generate(documents).omissions).toEqual([
      expect.objectContaining({
        reason: 'host-owned-by-other',
        source: { document: 1, path: [] },
        culprit: { document: 2, path: [] },
      }),
    ]);
  });

  it('is the next where the oldest has no rule for the caller, and nobody where none has', () => {
    const match = 'match: [{sourceLabels: {app: other}}], ';
    const old = object('VirtualService', 'old', `{hosts: [cart], http: [{${match}${to('old', 'cart').slice(1)}]}`);
    const young = object('VirtualService', 'young', `{hosts: [cart], http: [${to('young', 'cart')}]}`, { day: 2 });
    expect(virtualHosts([cart, old, young])[CART]).toBe('young');
    expect(virtualHosts([cart, old])[CART]).toBe('default');
    expect(generate([cart, old]).omissions.map(({ reason }) => reason)).toEqual([
      'not-for-this-caller',
      'no-routes-left',
    ]);
  });

  it('is the most specific host, whatever its age; without rules for the caller the default', () => {
    const wide = object('VirtualService', 'wide', `{hosts: ["*.svc.cluster.local"], http: [${to('wide', 'cart')}]}`);
    const exact = object('VirtualService', 'exact', `{hosts: [reviews], http: [${to('exact', 'cart')}]}`, { day: 2 });
    expect(virtualHosts([cart, reviews, wide, exact])).toMatchObject({ [CART]: 'wide', [REVIEWS]: 'exact' });
    const nobody = object(
      'VirtualService',
      'nobody',
      `{hosts: ["*.shop.svc.cluster.local"], http: [{match: [{port: 9}], ${to('none', 'cart').slice(1)}]}`,
    );
    expect(virtualHosts([cart, reviews, wide, nobody])).toMatchObject({ [CART]: 'default', [REVIEWS]: 'default' });
  });

  it('may be nobody’s name on port 80 alone', () => {
    const outside = object('VirtualService', 'v', `{hosts: [api.example.org], http: [${to('r', 'cart')}]}`);
    const other = service('other', '{name: http, port: 8080}');
    expect(virtualHosts([cart, other, outside])['api.example.org:80']).toBe('r');
    expect(Object.keys(virtualHosts([cart, other, outside], { routes: '8080' }))).toEqual([
      'other.shop.svc.cluster.local:8080',
      'allow_any',
    ]);
  });

  it('takes a partial name from the service that has it as a short form', () => {
    const partial = object('VirtualService', 'v', `{hosts: [cart.shop], http: [${to('r', 'cart')}]}`);
    const { virtualHosts: made = [] } = generate([cart, partial]).config.routes[0] ?? {};
    expect(Object.fromEntries(made.map(({ name, domains }) => [name, domains]))).toMatchObject({
      'cart.shop:80': ['cart.shop'],
      [CART]: ['cart.shop.svc.cluster.local', 'cart.shop.svc.cluster.local.', 'cart', 'cart.shop.svc', '10.0.0.4'],
    });
  });
});

describe('an ExternalName service', () => {
  const alias = (name: string, target: string) => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec: {type: ExternalName, externalName: ${target}}`;

  it('is a further name of the service that it leads to, over several hops; circles lead nowhere', () => {
    const documents = [
      cart,
      alias('old', 'cart.shop.svc.cluster.local'),
      alias('older', 'old.shop.svc.cluster.local'),
      alias('x', 'y.shop.svc.cluster.local'),
      alias('y', 'x.shop.svc.cluster.local'),
    ];
    const [host] = generate(documents).config.routes[0]?.virtualHosts ?? [];
    expect(host?.domains.filter((domain) => !domain.includes('.svc'))).toEqual([
      'cart',
      'cart.shop',
      'old',
      'old.shop',
      'older',
      'older.shop',
      '10.0.0.4',
    ]);
  });
});

describe('what a Sidecar lets through', () => {
  const rule = object('VirtualService', 'v', `{hosts: [cart], http: [${to('r', 'reviews')}]}`);
  const sidecar = (spec: string) => object('Sidecar', 's', spec);

  it('is what it imports, and the destinations of rules that it imports', () => {
    const { config, omissions } = generate([
      cart,
      reviews,
      rule,
      sidecar('{egress: [{hosts: ["./cart.shop.svc.cluster.local"]}]}'),
    ]);
    const clusters = config.clusters.map(({ name }) => name).filter((name) => name.startsWith('outbound'));
    expect(clusters).toEqual([
      'outbound|80||cart.shop.svc.cluster.local',
      'outbound|80||reviews.shop.svc.cluster.local',
    ]);
    expect(config.routes[0]?.virtualHosts.map(({ name }) => name)).toEqual([CART, 'allow_any']);
    expect(omissions).toEqual([]);
  });

  it('tells which rules it keeps away', () => {
    const { omissions } = generate([cart, reviews, rule, sidecar('{egress: [{hosts: ["bank/*"]}]}')]);
    expect(omissions).toEqual([
      expect.objectContaining({ reason: 'not-imported', culprit: { document: 3, path: [] } }),
    ]);
  });

  it('is nothing unknown under REGISTRY_ONLY, which a policy without a mode means', () => {
    const { config } = generate([cart, sidecar('{outboundTrafficPolicy: {}}')]);
    expect(config.routes[0]?.virtualHosts.at(-1)).toMatchObject({ name: 'block_all', domains: ['*'] });
    expect(config.listeners.at(-1)?.filterChains.at(-1)?.tcp?.cluster).toBe('BlackHoleCluster');
  });

  it('is what the Host header names where the mesh says so', () => {
    const mesh = `
apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data: {mesh: "outboundTrafficPolicy: {mode: ALLOW_ANY_DYNAMIC_DNS}"}`;
    const { config } = generate([cart, mesh]);
    expect(config.routes[0]?.virtualHosts.at(-1)?.routes[0]?.route?.cluster).toBe('AllowAnyDynamicDNSCluster');
    expect(config.clusters.at(-1)).toMatchObject({ name: 'AllowAnyDynamicDNSCluster', type: 'DYNAMIC_FORWARD_PROXY' });
    expect(
      config.listeners.at(-1)?.filterChains.map(({ http: manager, tcp }) => manager?.routes ?? tcp?.cluster),
    ).toEqual(['BlackHoleCluster', expect.objectContaining({ name: 'allow_any_dynamic_dns' }), 'PassthroughCluster']);
  });
});

describe('listeners of a sidecar', () => {
  const listeners = (...documents: string[]) =>
    generate(documents).config.listeners.map(({ name, filterChains, defaultFilterChain }) =>
      [name, ...[...filterChains, ...(defaultFilterChain ? [defaultFilterChain] : [])].map(chainText)].join(' '),
    );
  const chainText = ({
    match,
    http: manager,
    tcp,
  }: ReturnType<typeof generate>['config']['listeners'][0]['filterChains'][0]) => {
    const ranges = match?.prefixRanges?.map(({ addressPrefix, prefixLen }) => `${addressPrefix}/${prefixLen}`) ?? [];
    const wanted = [...ranges, ...(match?.serverNames ?? []), ...(match?.applicationProtocols ? ['http'] : [])];
    const routes = typeof manager?.routes === 'string' ? `routes:${manager.routes}` : undefined;
    return `[${wanted.join(',')}→${routes ?? tcp?.cluster ?? tcp?.weightedClusters?.clusters.map(({ name, weight }) => `${name}=${weight}`).join('+')}]`;
  };
  const unknown = 'virtualOutbound [→BlackHoleCluster] [→PassthroughCluster]';

  it('share a port where it is HTTP, and stand at the address where it is not', () => {
    const db = service('db', '{name: tcp, port: 5432}');
    const auto = service('auto4', '{name: web, port: 9000}');
    expect(listeners(cart, reviews, db, auto)).toEqual([
      '10.0.0.5_9000 [http→routes:auto4.shop.svc.cluster.local:9000] [→outbound|9000||auto4.shop.svc.cluster.local]',
      '0.0.0.0_80 [http→routes:80] [→PassthroughCluster]',
      '10.0.0.2_5432 [→outbound|5432||db.shop.svc.cluster.local]',
      unknown,
    ]);
  });

  it('take a tcp rule that is for the caller, the first without ranges ending the search', () => {
    const db = service('db', '{name: tcp, port: 5432}, {name: tcp-b, port: 5433}');
    const rules = object(
      'VirtualService',
      'v',
      `{hosts: [db], tcp: [
      {match: [{sourceLabels: {app: other}}], route: [{destination: {host: other}}]},
      {match: [{port: 5432, gateways: [mesh]}], route: [{destination: {host: a}, weight: 1}, {destination: {host: b}, weight: 3}]},
      {match: [{port: 5432}], route: [{destination: {host: late}}]}]}`,
    );
    expect(listeners(db, rules).slice(0, 2)).toEqual([
      '10.0.0.2_5432 [→outbound|5432||a.shop.svc.cluster.local=1+outbound|5432||b.shop.svc.cluster.local=3]',
      '10.0.0.2_5433 [→outbound|5433||db.shop.svc.cluster.local]',
    ]);
    expect(generate([db, rules]).omissions.map(({ reason, source }) => [reason, source.path.join('.')])).toEqual([
      ['not-for-this-caller', 'spec.tcp.0'],
      ['after-catch-all', 'spec.tcp.2'],
    ]);
  });

  it('tell TLS apart by server name where a rule does, and where the address cannot', () => {
    const safe = service('safe', '{name: tls, port: 443}');
    const rules = object(
      'VirtualService',
      'v',
      `{hosts: [safe, "*.org"], tls: [
      {match: [{sniHosts: [b.example.org, a.example.org]}], route: [{destination: {host: safe}}]},
      {match: [{sniHosts: [b.example.org, a.example.org]}], route: [{destination: {host: late}}]},
      {match: [{sniHosts: ["*.org"]}], route: [{destination: {host: rest}}]}]}`,
    );
    expect(listeners(safe, rules)[0]).toBe(
      '10.0.0.4_443 [a.example.org,b.example.org→outbound|443||safe.shop.svc.cluster.local] [*.org→outbound|443||rest.shop.svc.cluster.local] [→PassthroughCluster]',
    );
    const entry = object(
      'ServiceEntry',
      'e',
      '{hosts: [a.example.org, b.example.org], resolution: NONE, ports: [{number: 443, name: tls, protocol: TLS}]}',
    );
    expect(listeners(entry)[0]).toBe(
      '0.0.0.0_443 [a.example.org→outbound|443||a.example.org] [b.example.org→outbound|443||b.example.org] [→PassthroughCluster]',
    );
  });

  it('let HTTP and bytes share an address, and refuse what takes the same connections', () => {
    const entry = (name: string, protocol: string, day: number) =>
      object(
        'ServiceEntry',
        name,
        `{hosts: [${name}.example.org], resolution: NONE, ports: [{number: 80, name: p, protocol: ${protocol}}]}`,
        { day },
      );
    expect(listeners(cart, entry('a', 'TCP', 1))[0]).toBe('0.0.0.0_80 [http→routes:80] [→outbound|80||a.example.org]');
    const twice = generate([entry('a', 'TCP', 1), entry('b', 'TCP', 2)]);
    expect(twice.config.listeners[0]?.filterChains[0]?.tcp?.cluster).toBe('outbound|80||a.example.org');
    expect(twice.omissions).toEqual([expect.objectContaining({ reason: 'port', source: { document: 1, path: [] } })]);
    expect(listeners(entry('a', 'MySQL', 1), entry('b', 'HTTP', 2))[0]).toBe(
      '0.0.0.0_80 [→outbound|80||a.example.org]',
    );
  });

  it('tell ranges of addresses apart by chains', () => {
    const entry = object(
      'ServiceEntry',
      'e',
      '{hosts: [a.example.org], addresses: [10.1.0.0/16], resolution: NONE, ports: [{number: 90, name: p, protocol: TCP}]}',
    );
    expect(listeners(entry)[0]).toBe('0.0.0.0_90 [10.1.0.0/16→outbound|90||a.example.org] [→PassthroughCluster]');
  });

  it('stand at each address of an entry, and share one among services that are found out at run time', () => {
    const entry = (name: string, addresses: string) =>
      object(
        'ServiceEntry',
        name,
        `{hosts: [${name}.example.org], addresses: [${addresses}], resolution: STATIC, ports: [{number: 90, name: p, protocol: TCP}]}`,
      );
    expect(listeners(entry('a', '10.1.0.1, 10.1.0.2')).slice(0, 2)).toEqual([
      '10.1.0.1_90 [→outbound|90||a.example.org]',
      '10.1.0.2_90 [→outbound|90||a.example.org]',
    ]);
    const auto = (name: string, day: number) =>
      object(
        'ServiceEntry',
        name,
        `{hosts: [${name}.example.org], resolution: NONE, ports: [{number: 91, name: p, protocol: ""}]}`,
        { day },
      );
    const shared = generate([auto('a', 1), auto('b', 2)]);
    expect(shared.config.listeners[0]?.defaultFilterChain?.tcp?.cluster).toBe('outbound|91||a.example.org');
    expect(Object.keys(virtualHosts([auto('a', 1), auto('b', 2)], { routes: '91' }))).toEqual([
      'a.example.org:91',
      'b.example.org:91',
      'allow_any',
    ]);
  });

  it('leave a Sidecar’s own port to the services that it names there', () => {
    const sidecar = object(
      'Sidecar',
      's',
      `{egress: [
      {port: {number: 80, name: http, protocol: HTTP}, hosts: ["./cart.shop.svc.cluster.local"]}, {hosts: ["./*"]}]}`,
    );
    expect(virtualHosts([cart, reviews, sidecar])).toEqual({ [CART]: 'default', allow_any: 'allow_any' });
  });
});

describe('what is none of a caller’s business', () => {
  it('is told with the reason', () => {
    const documents = [
      cart,
      object('VirtualService', 'gw', `{hosts: [cart], gateways: [gw], http: [${to('r', 'cart')}]}`),
      object('VirtualService', 'private', `{hosts: [cart], exportTo: ["."], http: [${to('r', 'cart')}]}`, {
        namespace: 'bank',
      }),
    ];
    expect(generate(documents).omissions.map(({ reason, source }) => [reason, source.document])).toEqual([
      ['other-gateway', 1],
      ['not-exported', 2],
    ]);
  });

  it('is not told of what is left out at one port and there at another', () => {
    const two = service('two', '{name: http, port: 80}, {name: http-b, port: 81}');
    const rule = object(
      'VirtualService',
      'v',
      `{hosts: [two], http: [{match: [{port: 81}], ${to('r', 'two').slice(1)}]}`,
    );
    expect(generate([two, rule]).omissions).toEqual([]);
  });
});

it('says of routes of the Gateway API, and of their Gateways, what they are called in the text', () => {
  const edge = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec: {gatewayClassName: istio, listeners: [{name: a, port: 80, protocol: HTTP}, {name: b, port: 81, protocol: HTTP}]}`;
  const route = (name: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: shop}
spec: {parentRefs: [{name: edge}], hostnames: [a.example], rules: [{backendRefs: [{name: cart, port: 80}]}]}`;
  const messages = generate([cart, edge, route('one'), route('two')]).omissions.map(({ message }) => message);
  expect([...new Set(messages)]).toEqual([
    "HTTPRoute shop/one, HTTPRoute shop/two: bound to shop/edge, not to this caller's traffic.",
  ]);
  const elsewhere: Proxy = { type: 'gateway', namespace: 'other', labels: {} };
  const all = generate([cart, edge, route('one')], elsewhere).omissions.map(({ message }) => message);
  expect(all.join(' ')).not.toContain('~');
  expect(all).toContain('Gateway shop/edge does not select this proxy.');
});
