import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileVirtualHost } from './compiled-route-configuration.ts';
import { compileRoute, explainRoute, firstMatch } from './compiled-route.ts';
import type { Route, RouteMatch } from './config.ts';
import { headerMap } from './header-map.ts';
import { regexLiteralPrefix } from './regex-literal-prefix.ts';
import { regexLiteral } from './regex-literal.ts';
import { compileRegex } from './regex.ts';
import { requestHead } from './request-head.ts';
import { buildRouteIndex, findInIndex } from './route-index.ts';

const segment = fc.constantFrom('a', 'b', 'ab', 'A', 'api', 'v1', 'x.js', '');
const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => `/${segments.join('/')}`);
const regex = fc.oneof(
  fc.constantFrom(
    '.*',
    '/a.*',
    '/a|/b',
    '(/a|/b)/.*',
    '^/api/[^/]+$',
    '/a?',
    '/ab*',
    '/ab+',
    '/a{2}',
    '/x\\.js',
    '.*\\.js',
  ),
  fc.constantFrom(
    '(?i)/API.*',
    '/[a-b]+',
    '/\\w+',
    '/(a',
    '/a(?=b)',
    '/\\Qa|b\\E',
    '[/]api',
    '/v1/?',
    '/[]|]a|b',
    '\\/a',
  ),
  path.map((text) => `${text}(/.*)?`),
  path.map((text) => `.*${text}`),
  path.map((text) => `/[^/]+${text}`),
  fc.tuple(path, path).map(([one, two]) => `(${one}|/x)+${two}`),
);
const pathMatch: fc.Arbitrary<RouteMatch> = fc.oneof(
  fc.record({ path, caseSensitive: fc.boolean() }),
  fc.record({ prefix: fc.oneof(path, fc.constant('/'), fc.constant('')), caseSensitive: fc.boolean() }),
  fc.record({ pathSeparatedPrefix: path }),
  regex.map((pattern) => ({ safeRegex: { regex: pattern } })),
);
const condition: fc.Arbitrary<RouteMatch> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc
      .record({ exact: fc.constantFrom('1', '2'), invertMatch: fc.boolean() })
      .map(({ exact, invertMatch }) => ({
        headers: [{ name: 'x', stringMatch: { exact }, invertMatch }],
      })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('1', '2').map((exact) => ({ queryParameters: [{ name: 'q', stringMatch: { exact } }] })),
  },
);
const route: fc.Arbitrary<Route> = fc
  .tuple(pathMatch, condition)
  .map(([match, more]) => ({ match: { ...match, ...more }, directResponse: { status: 200 } }));
const head = fc
  .tuple(
    path,
    fc.constantFrom('', '?q=1', '?q=2&q=1'),
    fc.constantFrom<[string, string][]>([], [['x', '1']], [['x', '2']]),
  )
  .map(([path, query, headers]) => requestHead(headerMap([[':path', path + query], ...headers])));

describe('the route index', () => {
  it('answers what the plain scan answers', () => {
    fc.assert(
      fc.property(
        fc.array(route, { maxLength: 40 }),
        fc.array(head, { minLength: 1, maxLength: 10 }),
        (routes, heads) => {
          const compiled = routes.map((each, index) => compileRoute(each, index, 'each'));
          const index = buildRouteIndex(compiled);
          for (const each of heads) expect(findInIndex(index, each)?.index).toBe(firstMatch(compiled, each)?.index);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('serves a virtual host of many routes, and the trace tells the same winner', () => {
    fc.assert(
      fc.property(
        fc.array(route, { minLength: 64, maxLength: 200 }),
        fc.array(head, { minLength: 1, maxLength: 10 }),
        (routes, heads) => {
          const host = compileVirtualHost({ name: 'many', domains: ['*'], routes }, 'each');
          for (const each of heads) {
            const winner = firstMatch(host.routes(), each);
            expect(host.match(each)).toBe(winner);
            const matching = host.routes().find((one) => explainRoute(one, each).matched);
            expect(matching ?? null).toBe(winner);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('joins patterns with those that are too big to be joined, in their order', () => {
    const patterns = Array.from({ length: 40 }, (_, number) => (number % 2 ? `.{0,900}/${number}` : `.*/${number}`));
    const compiled = patterns.map((regex, index) => compileRoute({ match: { safeRegex: { regex } } }, index, 'each'));
    const index = buildRouteIndex(compiled);
    for (const number of [6, 7]) {
      const request = requestHead(headerMap([[':path', `/a/${number}`]]));
      expect(findInIndex(index, request)?.index).toBe(number);
    }
  });

  it('can be wrong: a scan from behind disagrees', () => {
    const compiled = ['/a', '/'].map((prefix, index) => compileRoute({ match: { prefix } }, index, 'each'));
    const request = requestHead(headerMap([[':path', '/a']]));
    expect(findInIndex(buildRouteIndex(compiled), request)?.index).not.toBe(
      firstMatch(compiled.toReversed(), request)?.index,
    );
  });
});

describe('the literal prefix of a pattern', () => {
  it('begins everything that the pattern matches', () => {
    fc.assert(
      fc.property(regex, path, (pattern, text) => {
        fc.pre(compileRegex(pattern).matches(text));
        expect(text.startsWith(regexLiteralPrefix(pattern))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['/api/v1/[a-z]+', '/api/v1/'],
    ['^/x\\.js$', '/x.js'],
    ['/ab*', '/a'],
    ['/ab+', '/ab'],
    ['/a|/b', ''],
    ['(/a|/b)', ''],
    ['/a(b|c)', '/a'],
    ['(?i)/a', ''],
    ['/[|]a', '/'],
  ])('%s: %s', (pattern, prefix) => expect(regexLiteralPrefix(pattern)).toBe(prefix));
});

describe('the literal of a pattern', () => {
  it('is in everything that the pattern matches', () => {
    fc.assert(
      fc.property(regex, path, (pattern, text) => {
        fc.pre(compileRegex(pattern).matches(text));
        expect(text).toContain(regexLiteral(pattern));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['/api/v1/[a-z]+', '/api/v1/'],
    ['^/x\\.js$', '/x.js'],
    ['/ab*', '/a'],
    ['/ab+', '/ab'],
    ['/ab+cde', '/ab'],
    ['/ab{2,3}cde', 'cde'],
    ['/a|/b', ''],
    ['(/a|/b)', ''],
    ['/a(b|c)', '/a'],
    ['.*/picture-7\\.(jpg|png)', '/picture-7.'],
    ['/[^/]+/orders-12/[0-9]+', '/orders-12/'],
    ['/(a(b)[)])/cd', '/cd'],
    ['(?:a|b)/cd', '/cd'],
    ['(?i)/a', ''],
    ['/a(?i)b', ''],
    ['/[|]a', '/'],
    ['/[]|]ab', 'ab'],
    ['/[[:alpha:]/x]y', ''],
    ['/\\x41bcd', ''],
    ['/\\pLbc', ''],
    ['/a\\Q|b\\E', ''],
    ['/a\\d\\d/bc', '/bc'],
    ['/(a', ''],
  ])('%s: %s', (pattern, literal) => expect(regexLiteral(pattern)).toBe(literal));
});
