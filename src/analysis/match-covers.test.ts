import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRoute, routeMatches } from '../envoy/compiled-route.ts';
import { headerMap } from '../envoy/header-map.ts';
import { requestHead } from '../envoy/request-head.ts';
import type { HTTPMatchRequest, StringMatch } from '../istio/virtual-service.ts';
import { routeMatch } from '../pilot/route/route-match.ts';
import { matchConditions, matchCovers } from './match-covers.ts';

function covers(a: HTTPMatchRequest | null, b: HTTPMatchRequest | null, gateways = ['mesh', 'edge/gw']): boolean {
  return matchCovers(matchConditions(a, gateways), matchConditions(b, gateways));
}

const prefix = (text: string): HTTPMatchRequest => ({ uri: { prefix: text } });

describe('the pairs of checks.md A.9, of which Istio itself gets 4 right', () => {
  const get = { method: { exact: 'GET' } };
  const header = (match: StringMatch) => ({ headers: { x: match } });
  const pairs: [string, HTTPMatchRequest | null, HTTPMatchRequest | null, boolean][] = [
    ['1', { ...prefix('/a'), authority: { exact: 'foo' } }, prefix('/ab'), false],
    ['2', prefix('/a'), { ...prefix('/ab'), ...header({ exact: '1' }) }, true],
    ['3', { ...prefix('/a'), ...header({ regex: 'foo' }) }, { ...prefix('/ab'), ...header({ regex: 'bar' }) }, false],
    ['4', { ...prefix('/a'), gateways: ['mesh'] }, { ...prefix('/ab'), gateways: ['edge/gw'] }, false],
    ['5', { ...prefix('/a'), sourceLabels: { app: 'web' } }, prefix('/ab'), false],
    ['6', prefix('/'), { uri: { exact: '/x' } }, true],
    ['7', prefix('/a'), { ...prefix('/ab'), method: { exact: 'POST' } }, true],
    ['8', { ...prefix('/a'), ...get }, prefix('/ab'), false],
    ['9', prefix('/'), { ...prefix('/'), ...header({ exact: '1' }) }, true],
    ['10', { ...prefix('/API'), ignoreUriCase: true }, prefix('/api/v1'), true],
    ['11', { headers: { x: { exact: '1' } } }, { headers: { x: { exact: '1' }, y: { exact: '2' } } }, true],
    ['12', { uri: { regex: '.*' } }, prefix('/v1'), true],
    ['13', { ...prefix('/a'), port: 80 }, prefix('/ab'), false],
    ['14', { ...prefix('/a'), ...header({ exact: '1' }) }, { ...prefix('/ab'), ...header({ prefix: '1' }) }, false],
    [
      '15',
      { ...prefix('/a'), authority: { prefix: 'foo' } },
      { ...prefix('/ab'), authority: { exact: 'foo.com' } },
      true,
    ],
    [
      '16',
      { ...prefix('/a'), authority: { exact: 'foo.com' } },
      { ...prefix('/ab'), authority: { exact: 'foo' } },
      false,
    ],
    ['17', null, prefix('/x'), true],
    ['18', prefix('/'), null, true],
    ['19', prefix('/a'), prefix('/a'), true],
  ];
  for (const [name, a, b, answer] of pairs) it(`pair ${name}`, () => expect(covers(a, b)).toBe(answer));
});

const text = fc.constantFrom('a', 'ab', 'A', 'b', 'abc', '');
const path = fc.constantFrom('/', '/a', '/ab', '/A', '/a/b', '/b');
const stringMatch = (texts: fc.Arbitrary<string>): fc.Arbitrary<StringMatch> =>
  fc.oneof(
    texts.map((exact) => ({ exact })),
    texts.map((value) => ({ prefix: value })),
    texts.map((value) => ({ regex: `${value}.*` })),
    fc.constantFrom<StringMatch>({ regex: '[ab]+' }, { regex: 'a|b' }, { regex: '/a(/.*)?' }, { regex: '*' }, {}),
  );
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
const match: fc.Arbitrary<HTTPMatchRequest> = fc
  .record({
    uri: maybe(stringMatch(path)),
    ignoreUriCase: fc.boolean(),
    method: maybe(fc.constantFrom<StringMatch>({ exact: 'GET' }, { prefix: 'P' }, { regex: 'GET|POST' })),
    headers: maybe(fc.dictionary(fc.constantFrom('x', 'X', 'y'), stringMatch(text), { maxKeys: 2 })),
    withoutHeaders: maybe(fc.dictionary(fc.constantFrom('x', 'y'), stringMatch(text), { maxKeys: 1 })),
    queryParams: maybe(fc.dictionary(fc.constantFrom('q', 'Q'), stringMatch(text), { maxKeys: 1 })),
  })
  .map((fields) => JSON.parse(JSON.stringify(fields)) as HTTPMatchRequest);
const request = fc
  .record({
    path: fc.tuple(path, text).map(([start, end]) => start + end),
    query: fc.constantFrom('', '?q=a', '?q=ab&Q=b', '?q'),
    method: fc.constantFrom('GET', 'POST', 'PUT'),
    headers: fc.array(fc.tuple(fc.constantFrom('x', 'y'), text), { maxLength: 2 }),
  })
  .map(({ path, query, method, headers }) =>
    requestHead(headerMap([[':path', path + query], [':method', method], ...headers])),
  );

describe('covering', () => {
  it('is certain: what fits the covered entry fits the covering one', () => {
    let covered = 0;
    fc.assert(
      fc.property(match, match, fc.array(request, { minLength: 8, maxLength: 8 }), (a, b, requests) => {
        if (!covers(a, b)) return;
        covered++;
        const [outer, inner] = [a, b].map((entry) => compileRoute({ match: routeMatch(entry, 'text') }, 0, 'each'));
        for (const head of requests)
          if (inner && outer && routeMatches(inner, head)) expect(routeMatches(outer, head)).toBe(true);
      }),
      { numRuns: 5000 },
    );
    expect(covered).toBeGreaterThan(200);
  });

  it('holds between an entry and itself', () => {
    fc.assert(
      fc.property(match, (entry) => {
        expect(covers(entry, entry)).toBe(true);
      }),
    );
  });

  it('knows the callers: labels and namespace are not looked at where gateways are named', () => {
    const ofWeb = { sourceLabels: { app: 'web' } };
    expect(covers(ofWeb, { ...ofWeb, ...prefix('/a') })).toBe(true);
    expect(covers({ ...ofWeb, gateways: ['mesh', 'edge/gw'] }, prefix('/a'))).toBe(true);
    expect(covers({ sourceNamespace: 'a' }, { sourceNamespace: 'b' })).toBe(false);
  });
});
