import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRoutingTests } from '../read-routing-tests.ts';
import type { Caller } from '../../istio/caller.ts';
import type { Expectation, RouteTest } from '../route-test.ts';
import { exportConfigValidator } from './config-validator-export.ts';
import type { Exported } from './exported-tests.ts';
import { importTests } from './import-tests.ts';
import { exportRouterCheck } from './router-check-export.ts';
import { exportRoutingTest } from './routing-test-export.ts';

const source = { document: 4, path: [] };
const from: Caller = { namespace: 'shop', labels: { app: 'web' } };
const gateway: Caller = { gateway: { namespace: 'istio-system', labels: {} } };

function read(value: unknown, caller: Caller | null = from) {
  const imported = importTests(value, { name: 'cases.yaml', source, from: caller });
  if (!imported) throw new Error('not recognised');
  return imported;
}

/** Sentences of what cannot be read, with where. */
function problems(value: unknown): string[] {
  return read(value).problems.map(({ message, source: { path } }) => `${path.join('.')}: ${message}`);
}

function testOf(expectation: Expectation, more: Partial<RouteTest['request']> = {}): RouteTest {
  const request = { method: 'GET', url: 'http://cart/a', headers: [], ...more };
  return { name: 't', why: null, from, request, expect: expectation, source: { document: 4, path: ['tests', 0] } };
}

function exported(write: (tests: { test: RouteTest; rule: null }[]) => Exported, ...tests: RouteTest[]): Exported {
  return write(tests.map((test) => ({ test, rule: null })));
}

describe('importTests', () => {
  it.each([null, 3, [], {}, { tests: [{ name: 'x' }] }, { apiVersion: 'v1', testCases: [] }])(
    '%j is no file of tests',
    (value) => {
      expect(importTests(value, { name: 'x', source, from })).toBeNull();
    },
  );

  it('needs a caller, which the formats do not name', () => {
    expect(read({ testCases: [] }, null)).toMatchObject({ tests: [], problems: [{ source }] });
  });
});

describe('istio-config-validator', () => {
  const request = { authority: ['a', 'b'], method: ['GET', 'PUT'], uri: ['/x?y=1'], headers: { x: 'y' } };
  const route = [{ destination: { host: 'cart', subset: 'v1' }, weight: 10 }];

  it('asks every combination, and compares with the words of the rule', () => {
    const { tests } = read({
      testCases: [{ description: 'd', wantMatch: true, request, route, rewrite: { uri: '/' } }],
    });
    expect(tests.map(({ request: { method, url } }) => `${method} ${url}`)).toEqual([
      'GET http://a/x?y=1',
      'PUT http://a/x?y=1',
      'GET http://b/x?y=1',
      'PUT http://b/x?y=1',
    ]);
    expect(tests[0]).toMatchObject({
      name: 'd: GET http://a/x?y=1',
      from,
      request: { headers: [['x', 'y']] },
      expect: { rule: { route, rewrite: { uri: '/' } } },
      source: { document: 4, path: ['testCases', 0] },
    });
  });

  it('wants no match unless it says so', () => {
    const { tests } = read({ testCases: [{ request, route }] });
    expect(tests[0]?.expect).toEqual({ not: { rule: { route } } });
  });

  it('leaves out what it cannot read, and tells where', () => {
    const good = { request, route };
    expect(problems({ testCases: [good, { request: { ...request, uri: [] }, route }] })).toEqual([
      expect.stringMatching(/^testCases\.1\.request\.uri: At least one/),
    ]);
    expect(problems({ testCases: [{ request, route, colour: 'red' }] })).toEqual([expect.stringContaining('colour')]);
    expect(problems({ testCases: [{ request }] })).toEqual([expect.stringContaining('expects nothing')]);
    expect(read({ testCases: [{ request }, { request, route }] }).tests).toHaveLength(4);
  });

  it('takes the words of the winning rule, and says what is lost', () => {
    const rule = { route: [{ destination: { host: 'cart' } }], rewrite: { uri: '/' }, timeout: '5s' };
    const expectation: Expectation = {
      destinations: [{ host: 'cart.shop.svc.cluster.local', port: 80, weight: 100 }],
      upstream: { path: '/' },
      status: 200,
    };
    const { value, lost } = exportConfigValidator([
      { test: testOf(expectation, { url: 'http://cart:80/a?b=c' }), rule },
    ]);
    expect(value).toEqual({
      testCases: [
        {
          description: 't',
          wantMatch: true,
          request: { authority: ['cart'], method: ['GET'], uri: ['/a'] },
          route: [{ destination: { host: 'cart' } }],
          rewrite: { uri: '/' },
        },
      ],
    });
    expect(lost).toEqual([
      't: status cannot be said there.',
      't: the port of the request cannot be said there.',
      't: the query cannot be said there.',
    ]);
  });

  it('without a rule it writes the destinations as they are', () => {
    const destinations = [
      { host: 'a.b.c', port: 80, subset: 'v1', weight: 90 },
      { host: 'd.e.f', weight: 10 },
    ];
    expect(exported(exportConfigValidator, testOf({ destinations })).value).toMatchObject({
      testCases: [
        {
          route: [
            { destination: { host: 'a.b.c', subset: 'v1', port: { number: 80 } }, weight: 90 },
            { destination: { host: 'd.e.f' }, weight: 10 },
          ],
        },
      ],
    });
  });

  it('brings back what it took in', () => {
    const words = fc.record(
      {
        route: fc.constant(route),
        redirect: fc.constant({ uri: '/' }),
        headers: fc.constant({ request: { remove: ['x'] } }),
        delegate: fc.constant({ name: 'x' }),
      },
      { requiredKeys: ['route'] },
    );
    const testCase = fc.record({
      description: fc.string({ minLength: 1 }),
      wantMatch: fc.boolean(),
      request: fc.record({
        authority: fc.tuple(fc.domain()),
        method: fc.tuple(fc.constantFrom('GET', 'PUT')),
        uri: fc.tuple(fc.constantFrom('/', '/a', '/a/b')),
      }),
      words,
    });
    fc.assert(
      fc.property(fc.array(testCase), (cases) => {
        const written = cases.map(({ words: said, ...rest }) => ({ ...rest, ...said }));
        const { tests } = read({ testCases: written });
        expect(exported(exportConfigValidator, ...tests)).toEqual({ value: { testCases: written }, lost: [] });
      }),
    );
  });
});

describe('router check', () => {
  const input = { authority: 'cart:80', path: '/a?b', method: 'PUT' };

  it('takes clusters, hosts, rewrites, redirects and headers', () => {
    const validate = {
      cluster_name: 'outbound|80|v1|cart.shop.svc.cluster.local',
      virtual_host_name: 'cart.shop.svc.cluster.local:80',
      path_rewrite: '/b',
      host_rewrite: 'other',
      request_header_matches: [
        { name: 'X-A', string_match: { exact: '1' } },
        { name: 'x-b', present_match: true, invert_match: true },
        { name: ':method', exact_match: 'PUT' },
      ],
      response_header_fields: [{ key: 'x-c', value: '2' }],
    };
    const [test] = read({ tests: [{ test_name: 'n', input, validate }] }).tests;
    expect(test).toMatchObject({ name: 'n', request: { method: 'PUT', url: 'http://cart:80/a?b', headers: [] } });
    expect(test?.expect).toEqual({
      destinations: [{ host: 'cart.shop.svc.cluster.local', port: 80, subset: 'v1' }],
      virtualHost: 'cart.shop.svc.cluster.local:80',
      upstream: { path: '/b', authority: 'other', method: 'PUT', headers: { 'x-a': '1' }, absentHeaders: ['x-b'] },
      response: { headers: { 'x-c': '2' } },
    });
  });

  it('an empty text means that nothing is there', () => {
    const expectations = [{ cluster_name: '' }, { path_redirect: '' }].map(
      (validate) => read({ tests: [{ test_name: 'n', input, validate }] }).tests[0]?.expect,
    );
    expect(expectations).toEqual([{ destinations: [] }, { response: { absentHeaders: ['location'] } }]);
  });

  it('TLS is spoken to gateways, and told to sidecars', () => {
    const value = {
      tests: [{ test_name: 'n', input: { ...input, ssl: true, internal: true }, validate: { code_redirect: 301 } }],
    };
    const internal = ['x-envoy-internal', 'true'];
    expect(read(value).tests[0]?.request).toMatchObject({
      url: 'http://cart:80/a?b',
      headers: [['x-forwarded-proto', 'https'], internal],
    });
    expect(read(value, gateway).tests[0]?.request).toMatchObject({ url: 'https://cart:80/a?b', headers: [internal] });
  });

  it.each([
    [{ input, validate: {} }, 'Something to compare'],
    [{ input: { path: '/' }, validate: { cluster_name: 'x' } }, 'authority and a path'],
    [{ input: { ...input, runtime: 'x' }, validate: { cluster_name: 'x' } }, 'no runtime'],
    [{ input, validate: { virtual_cluster_name: 'x' } }, 'virtual clusters'],
    [{ input, validate: { request_header_matches: [{ name: 'a', string_match: { prefix: 'x' } }] } }, 'exact value'],
    [
      { input, validate: { request_header_matches: [{ name: 'a', exact_match: 'x', invert_match: true }] } },
      'exact value',
    ],
    [{ input, validate: { cluster: 'x' } }, 'no field cluster'],
  ])('%j is told, not guessed', (test, sentence) => {
    expect(problems({ tests: [{ test_name: 'n', ...test }] })).toEqual([expect.stringContaining(sentence)]);
  });

  it('says what is lost, and leaves out a test that nothing is left of', () => {
    const split = [
      { host: 'a', port: 80 },
      { host: 'b', port: 80 },
    ];
    expect(exported(exportRouterCheck, testOf({ destinations: split, flags: [] }))).toEqual({
      value: { tests: [] },
      lost: ['t: destinations, flags cannot be said there.'],
    });
  });

  it('brings back what it sent out', () => {
    const texts = fc.dictionary(fc.constantFrom('x-a', 'x-b'), fc.string(), { minKeys: 1 });
    const expectation = fc.record(
      {
        destinations: fc.constantFrom([{ host: 'a.b', port: 80, subset: 'v1' }], [{ host: 'a.b', port: 81 }], []),
        upstream: fc.record(
          { path: fc.constant('/x'), method: fc.constant('PUT'), headers: texts },
          { requiredKeys: ['path'] },
        ),
        response: fc.record({ headers: texts, absentHeaders: fc.constant(['x-c']) }, { requiredKeys: ['headers'] }),
      },
      { requiredKeys: ['destinations'] },
    );
    fc.assert(
      fc.property(fc.array(expectation, { minLength: 1 }), (expectations) => {
        const tests = expectations.map((expectation, index) => ({
          ...testOf(expectation, { method: 'PUT', headers: [['x', 'y']] }),
          source: { document: 4, path: ['tests', index] },
        }));
        const { value, lost } = exported(exportRouterCheck, ...tests);
        expect(lost).toEqual([]);
        expect(read(value)).toMatchObject({ tests, problems: [] });
      }),
    );
  });
});

describe('RoutingTest', () => {
  it('brings back what it sent out', () => {
    const headers = fc.array(fc.tuple(fc.constantFrom('x-a', 'x-b', 'host'), fc.string()));
    const test = fc.record({
      name: fc.string({ minLength: 1 }),
      why: fc.option(fc.string()),
      from: fc.constantFrom(from, gateway),
      method: fc.constantFrom('GET', 'PUT'),
      headers,
      expect: fc.constantFrom<Expectation>({}, { status: 200, rule: { timeout: '5s' } }, { not: { flags: ['NR'] } }),
    });
    fc.assert(
      fc.property(fc.array(test), (made) => {
        const tests = made.map(({ method, headers: lines, ...rest }, index) => ({
          ...rest,
          request: { method, url: 'http://a/', headers: lines },
          source: { document: 0, path: ['spec', 'tests', index] },
        }));
        const { value } = exportRoutingTest('n', tests);
        const object = {
          kind: 'RoutingTest',
          apiVersion: 'signalbox/v1',
          metadata: { name: 'n', namespace: 'default', labels: {}, annotations: {}, creationTimestamp: null },
          spec: value['spec'],
          source: { document: 0, path: [] },
        };
        expect(readRoutingTests([object])).toEqual([{ name: 'n', refused: [], tests, problems: [] }]);
      }),
    );
  });
});
