import { describe, expect, it } from 'vitest';
import type { HashPolicy, Route } from '../../envoy/config.ts';
import type { HTTPRoute } from '../../istio/virtual-service.ts';
import { routeAnnotations } from '../gateway-api/gateway-semantics.ts';
import { withMeshDefaults } from '../mesh-defaults.ts';
import { createPushContext } from '../push-context.ts';
import type { MeshService } from '../service.ts';
import { decode } from '../../istio/decode.ts';
import { parseStream } from '../../yaml/stream.ts';
import { translateHttpRoutes, type HttpRoutesContext } from './http-routes.ts';

const push = createPushContext(
  decode(
    parseStream(`
apiVersion: v1
kind: Service
metadata: {name: one, namespace: shop}
spec: {selector: {app: one}, ports: [{name: http, port: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: two, namespace: shop}
spec: {selector: {app: two}, ports: [{name: http, port: 80}, {name: http-b, port: 81}]}
---
apiVersion: v1
kind: Service
metadata: {name: alias, namespace: shop}
spec: {type: ExternalName, externalName: one.shop.svc.cluster.local, ports: [{name: http, port: 80}]}
`),
  ).config,
);
const serviceRegistry = new Map<string, MeshService>(push.services.map((service) => [service.hostname, service]));
const host = (name: string) => `${name}.shop.svc.cluster.local`;
const to = (name: string) => ({ route: [{ destination: { host: host(name) } }] });

function translate(http: HTTPRoute[], overrides: Partial<HttpRoutesContext> = {}, annotations = {}) {
  const metadata = { name: 'v', namespace: 'shop', labels: {}, annotations, creationTimestamp: null };
  const source = { document: 3, path: [] };
  return translateHttpRoutes({
    mesh: push.mesh,
    proxy: { type: 'sidecar', namespace: 'shop', labels: { app: 'web' } },
    virtualService: { kind: 'VirtualService', apiVersion: '', metadata, spec: { http }, source },
    gatewayName: 'mesh',
    listenPort: 80,
    isTls: false,
    serviceRegistry,
    hashPolicyOf: () => null,
    ...overrides,
  });
}

const only = (rule: HTTPRoute, overrides?: Partial<HttpRoutesContext>, annotations = {}): Route | undefined =>
  translate([rule], overrides, annotations).routes[0];

const gatewayApi = routeAnnotations({
  kind: 'HTTPRoute',
  apiVersion: '',
  metadata: { name: 'r', namespace: 'shop', labels: {}, annotations: {}, creationTimestamp: null },
  spec: null,
  source: { document: 0, path: [] },
});

describe('the routes of a VirtualService', () => {
  it('are one per match entry, named and placed', () => {
    const { routes } = translate([
      { name: 'a', match: [{ uri: { exact: '/x' } }, { name: 'm', uri: { regex: '/y.*' } }], ...to('one') },
      to('two'),
    ]);
    expect(routes.map(({ name, match, source }) => [name, match, source?.path.join('.')])).toEqual([
      ['a', { path: '/x', caseSensitive: true }, 'spec.http.0.match.0'],
      ['a.m', { safeRegex: { regex: '/y.*' }, caseSensitive: true }, 'spec.http.0.match.1'],
      [undefined, { prefix: '/' }, 'spec.http.1'],
    ]);
  });

  it('end behind the first that takes everything', () => {
    const { routes, omissions } = translate([
      { match: [{ sourceLabels: { app: 'web' } }, { uri: { exact: '/lost' } }], ...to('one') },
      to('two'),
    ]);
    expect(routes).toHaveLength(1);
    expect(
      omissions.map(({ reason, source, culprit }) => [reason, source.path.join('.'), culprit?.path.join('.')]),
    ).toEqual([
      ['after-catch-all', 'spec.http.0.match.1', 'spec.http.0.match.0'],
      ['after-catch-all', 'spec.http.1', 'spec.http.0.match.0'],
    ]);
    const open = [{ uri: { prefix: '' } }, { uri: { regex: '/.*' } }, { method: { exact: 'GET' } }];
    expect(translate([{ match: open, ...to('one') }, to('two')]).routes).toHaveLength(4);
  });

  it('leave out entries for others and say why', () => {
    const match = [
      { port: 81 },
      { gateways: ['shop/gw'] },
      { sourceLabels: { app: 'other' } },
      { sourceNamespace: 'bank' },
    ];
    const { routes, omissions } = translate([{ match, ...to('one') }]);
    expect(routes).toEqual([]);
    expect(omissions.map(({ reason }) => reason)).toEqual([
      'port',
      'other-gateway',
      'not-for-this-caller',
      'not-for-this-caller',
    ]);
    // With gateways named, labels and namespace are not asked (R3.12).
    expect(only({ match: [{ gateways: ['mesh'], sourceLabels: { app: 'other' } }], ...to('one') })).toBeDefined();
  });

  it('match headers, absence of headers, pseudo headers and query parameters', () => {
    const route = only({
      match: [
        {
          headers: { b: {}, a: { prefix: 'x' }, '@request.auth.claims[sub]': { exact: 'me' } },
          withoutHeaders: { c: {}, d: { exact: '1' } },
          method: { exact: 'GET' },
          authority: { regex: 'a.*' },
          scheme: { exact: 'http' },
          queryParams: { q: { regex: '*' }, p: { exact: '' } },
          ignoreUriCase: true,
        },
      ],
      ...to('one'),
    });
    expect(route?.match).toEqual({
      prefix: '/',
      caseSensitive: false,
      headers: [
        { name: 'a', stringMatch: { prefix: 'x' } },
        { name: 'b', presentMatch: true },
        { name: 'c', presentMatch: true, invertMatch: true },
        { name: 'd', stringMatch: { exact: '1' }, invertMatch: true, treatMissingHeaderAsEmpty: true },
        { name: ':method', stringMatch: { exact: 'GET' } },
        { name: ':authority', stringMatch: { safeRegex: { regex: 'a.*' } } },
        { name: ':scheme', stringMatch: { exact: 'http' } },
      ],
      queryParameters: [
        { name: 'p', stringMatch: { exact: '' } },
        { name: 'q', presentMatch: true },
      ],
      dynamicMetadata: [expect.objectContaining({ path: [{ key: 'payload' }, { key: 'sub' }] })],
    });
  });
});

describe('destinations', () => {
  const cluster = (destination: { host: string; subset?: string; port?: { number: number } }, listenPort = 80) =>
    only({ route: [{ destination, weight: 0 }] }, { listenPort })?.route?.cluster;

  it('take the port that is written, the only one there is, or the one listened on', () => {
    expect(cluster({ host: host('two'), port: { number: 81 }, subset: 'v1' })).toBe(`outbound|81|v1|${host('two')}`);
    expect(cluster({ host: host('one') })).toBe(`outbound|8080||${host('one')}`);
    expect(cluster({ host: host('two') }, 82)).toBe(`outbound|82||${host('two')}`);
    expect(cluster({ host: 'nobody' }, 82)).toBe('outbound|82||nobody');
    expect(cluster({ host: host('alias') })).toBe(`outbound|80||${host('one')}`);
    expect(cluster({ host: '' })).toBe('UnknownService');
  });

  it('share by weight, without those that have none', () => {
    const [a, b, c] = ['one', 'two', 'alias'].map((name) => ({ host: host(name) }));
    if (!a || !b || !c) throw new Error('three destinations');
    const route = only({
      route: [
        { destination: a, weight: 1 },
        { destination: b },
        { destination: c, weight: 3, headers: { request: { set: { Host: 'h' } } } },
      ],
    });
    expect(
      route?.route?.weightedClusters?.clusters.map(({ name, weight, hostRewriteLiteral, source }) => [
        name,
        weight,
        hostRewriteLiteral,
        source?.path.join('.'),
      ]),
    ).toEqual([
      [`outbound|8080||${host('one')}`, 1, undefined, 'spec.http.0.route.0'],
      [`outbound|80||${host('one')}`, 3, 'h', 'spec.http.0.route.2'],
    ]);
  });

  it('hash as their DestinationRule says; one alone then keeps to its host on retries', () => {
    const hash: HashPolicy = { header: { headerName: 'x' } };
    const one = only(to('one'), { hashPolicyOf: () => hash })?.route;
    expect([one?.hashPolicy, one?.retryPolicy?.retryHostPredicate]).toEqual([[hash], undefined]);
    const route = [1, 1].map((weight) => ({ destination: { host: host('one') }, weight }));
    const two = only({ route }, { hashPolicyOf: () => hash })?.route;
    expect([two?.hashPolicy, two?.retryPolicy?.retryHostPredicate?.length]).toEqual([[hash, hash], 1]);
  });
});

describe('actions', () => {
  it('are a redirect before a direct response before forwarding', () => {
    const redirect = { uri: '/n' };
    const both = only({ redirect, directResponse: { status: 418 }, ...to('one') });
    expect([both?.redirect, both?.directResponse, both?.route]).toEqual([{ pathRedirect: '/n' }, undefined, undefined]);
    expect(only({ directResponse: { status: 418, body: { string: 'tea' } } })?.directResponse).toEqual({
      status: 418,
      body: { inlineString: 'tea' },
    });
  });

  it('rewrite prefix, path by pattern, and Host; the rule’s own rewrite first', () => {
    const rewrite = (rule: HTTPRoute, annotations = {}) => {
      const { prefixRewrite, regexRewrite, hostRewriteLiteral } = only(rule, {}, annotations)?.route ?? {};
      return [prefixRewrite, regexRewrite?.pattern.regex, regexRewrite?.substitution, hostRewriteLiteral];
    };
    const headers = { request: { set: { ':authority': 'set' }, add: { host: 'add' } } };
    expect(rewrite({ ...to('one'), rewrite: { uri: '/v2', authority: 'a' }, headers })).toEqual([
      '/v2',
      undefined,
      undefined,
      'a',
    ]);
    expect(rewrite({ ...to('one'), headers })[3]).toBe('set');
    expect(rewrite({ ...to('one'), rewrite: { uriRegexRewrite: { match: 'a', rewrite: 'b' } } })).toEqual([
      undefined,
      'a',
      'b',
      undefined,
    ]);
    const match = [{ uri: { prefix: '/a.b' } }];
    expect(rewrite({ match, ...to('one'), rewrite: { uri: '/' } })[0]).toBe('/');
    expect(rewrite({ match, ...to('one'), rewrite: { uri: '/' } }, gatewayApi).slice(1, 3)).toEqual([
      String.raw`^/a\.b(/?)(.*)`,
      String.raw`/\2`,
    ]);
  });

  it('of the Gateway API count whole segments and answer 500 without a backend', () => {
    const route = only({ match: [{ uri: { prefix: '/api/' } }], ...to('one') }, {}, gatewayApi);
    expect(route?.match.pathSeparatedPrefix).toBe('/api');
    expect(route?.route?.clusterNotFoundResponseCode).toBe('INTERNAL_SERVER_ERROR');
    expect(only({ match: [{ uri: { prefix: '/' } }], ...to('one') }, {}, gatewayApi)?.match.prefix).toBe('/');
  });

  it('mirror by percentage, of which 0 is none', () => {
    const mirrors = (rule: HTTPRoute) =>
      only({ ...to('one'), ...rule })?.route?.requestMirrorPolicies?.map(({ cluster, runtimeFraction }) => [
        cluster,
        runtimeFraction?.defaultValue,
      ]);
    const mirror = { host: host('two') };
    const cluster = `outbound|80||${host('two')}`;
    expect(mirrors({ mirror })).toEqual([[cluster, { numerator: 100 }]]);
    expect(mirrors({ mirror, mirrorPercent: 5 })).toEqual([[cluster, { numerator: 5 }]]);
    expect(mirrors({ mirror, mirrorPercent: 0 })).toBeUndefined();
    expect(mirrors({ mirror, mirrorPercentage: { value: 0.5 }, mirrorPercent: 5 })).toEqual([
      [cluster, { numerator: 5000, denominator: 'MILLION' }],
    ]);
    expect(mirrors({ mirrors: [{ destination: mirror }, { destination: mirror, percentage: {} }] })).toEqual([
      [cluster, { numerator: 100 }],
    ]);
  });

  it('carry timeout, fault and CORS', () => {
    const route = only({
      ...to('one'),
      timeout: '1m0.5s',
      fault: { delay: { fixedDelay: '200ms', percent: 5 }, abort: { grpcStatus: 'UNAVAILABLE' } },
      corsPolicy: { allowOrigins: [{ prefix: 'https://' }], maxAge: '2m', allowMethods: ['GET', 'PUT'] },
    });
    expect([route?.route?.timeout, route?.route?.maxGrpcTimeout]).toEqual(['60.500s', '60.500s']);
    expect(route?.typedPerFilterConfig).toEqual({
      'envoy.filters.http.fault': {
        delay: { fixedDelay: '0.200s', percentage: { numerator: 5 } },
        abort: { grpcStatus: 14 },
      },
      'envoy.filters.http.cors': {
        allowOriginStringMatch: [{ prefix: 'https://' }],
        allowMethods: 'GET,PUT',
        maxAge: '120',
        filterEnabled: { defaultValue: { numerator: 100 } },
        forwardNotMatchingPreflights: true,
      },
    });
  });

  it('join the header operations of a rule and its only destination; several keep their own', () => {
    const headers = { request: { set: { x: 'route' }, remove: [':path', 'y'] } };
    const own = { request: { set: { x: 'dest' } } };
    const destination = { host: host('one') };
    const set = (value: string) => ({ header: { key: 'x', value }, appendAction: 'OVERWRITE_IF_EXISTS_OR_ADD' });
    const one = only({ headers, route: [{ destination, headers: own }] });
    expect([one?.requestHeadersToAdd, one?.requestHeadersToRemove]).toEqual([[set('route'), set('dest')], ['y']]);
    const two = only({
      headers,
      route: [
        { destination, headers: own, weight: 1 },
        { destination, weight: 1 },
      ],
    });
    expect(two?.requestHeadersToAdd).toEqual([set('route')]);
    expect(two?.route?.weightedClusters?.clusters[0]?.requestHeadersToAdd).toEqual([set('dest')]);
  });

  it('retry as the mesh does where the rule says nothing', () => {
    const mesh = withMeshDefaults({ defaultHttpRetryPolicy: { attempts: 7 } });
    expect(only(to('one'), { mesh })?.route?.retryPolicy?.numRetries).toBe(7);
    expect(only({ ...to('one'), retries: {} }, { mesh })?.route?.retryPolicy).toBeUndefined();
  });
});
