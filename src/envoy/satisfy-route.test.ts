import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RouteMatch } from './config.ts';
import { compileRegex } from './regex.ts';
import { sampleRegex } from './sample-regex.ts';
import { satisfyRoute } from './satisfy-route.ts';

const plain = { method: 'GET', path: '/', authority: 'shop', headers: [] };

describe('a sample of a pattern', () => {
  it.each([
    '/v[12]/.*',
    '/item/[0-9]+',
    '(a|b)c{3}',
    '\\d{2}-\\w+',
    '.*',
    '/api(/.*)?',
    '(?i)/Hello',
    '[^/]+',
    '/x\\.y',
    'duo|squad',
    '/[[:alpha:]]+',
    '(?P<id>\\d+)',
  ])('fits %s', (pattern) => {
    const sample = sampleRegex(pattern);
    expect(sample).not.toBeNull();
    expect(compileRegex(pattern).matches(sample ?? '')).toBe(true);
  });
  it('is not made up for a pattern that RE2 refuses or nothing fits', () => {
    expect(sampleRegex('(?=a)b')).toBeNull();
    expect(sampleRegex('a\\bb')).toBeNull();
  });
});

describe('a request that fits a route', () => {
  it('keeps what holds and changes what does not', () => {
    const match: RouteMatch = {
      prefix: '/api',
      headers: [
        { name: ':method', stringMatch: { exact: 'POST' } },
        { name: 'x-user', stringMatch: { prefix: 'jo' } },
        { name: 'x-bot', presentMatch: true, invertMatch: true },
      ],
      queryParameters: [{ name: 'v', stringMatch: { exact: '2' } }],
    };
    const request = {
      ...plain,
      path: '/old?v=1&w=3',
      headers: [
        ['x-bot', '1'],
        ['accept', '*/*'],
      ] as const,
    };
    expect(satisfyRoute(match, request)).toEqual({
      method: 'POST',
      path: '/api?w=3&v=2',
      authority: 'shop',
      headers: [
        ['accept', '*/*'],
        ['x-user', 'jo'],
      ],
    });
  });

  it('is the same request where it fits already', () => {
    fc.assert(
      fc.property(fc.constantFrom('/api', '/api/x', '/api?q=1'), (path) => {
        const request = { ...plain, path };
        expect(satisfyRoute({ prefix: '/api' }, request)).toBe(request);
      }),
    );
  });

  it('is not promised where none was found', () => {
    expect(satisfyRoute({ prefix: '/', dynamicMetadata: [{}] }, plain)).toBeNull();
    expect(
      satisfyRoute({ prefix: '/', headers: [{ name: ':scheme', stringMatch: { exact: 'https' } }] }, plain),
    ).toBeNull();
  });
});
