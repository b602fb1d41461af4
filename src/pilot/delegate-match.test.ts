import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HTTPMatchRequest, StringMatch } from '../istio/virtual-service.ts';
import { mergedName, mergeMatches } from './delegate-match.ts';

const agree = (root: HTTPMatchRequest, delegate: HTTPMatchRequest) => mergeMatches([root], [delegate]) !== null;

describe('the matches of a delegate under those of its root', () => {
  it('are all pairs that agree, the delegate’s entries outside', () => {
    const root = [
      { name: 'r1', headers: { a: { exact: '1' } } },
      { name: 'r2', uri: { prefix: '/x' } },
    ];
    const own = [{ name: 'd1', uri: { prefix: '/x/y' } }, { method: { exact: 'GET' } }];
    expect(mergeMatches(root, own)?.map(({ name, uri, method }) => [name, uri?.prefix, method?.exact])).toEqual([
      ['r1-d1', '/x/y', undefined],
      ['r2-d1', '/x/y', undefined],
      ['r1', undefined, 'GET'],
      ['r2', '/x', 'GET'],
    ]);
  });

  it('are lost together where one of them agrees with none', () => {
    const own = [{ uri: { prefix: '/api/v1' } }, { uri: { prefix: '/web' } }];
    expect(mergeMatches([{ uri: { prefix: '/api' } }], own)).toBeNull();
  });

  it('are the other side’s where one side has none', () => {
    const entries = [{ uri: { exact: '/a' } }];
    expect(mergeMatches([], entries)).toEqual(entries);
    expect(mergeMatches(entries, [])).toEqual(entries);
  });

  it.each<[StringMatch, StringMatch, boolean]>([
    [{ exact: '/a' }, { exact: '/a' }, true],
    [{ exact: '/a' }, { exact: '/b' }, false],
    [{ exact: '/a' }, { prefix: '/a' }, false],
    [{ prefix: '/a' }, { exact: '/ab' }, true],
    [{ prefix: '/a' }, { exact: '/b' }, false],
    [{ prefix: '/a' }, { prefix: '/ab' }, true],
    [{ prefix: '/ab' }, { prefix: '/a' }, false],
    [{ regex: '.*' }, { exact: '/a' }, false],
    [{ exact: '/a' }, { regex: '.*' }, false],
    [{ prefix: '/a' }, {}, false],
    [{}, {}, false],
  ])('root %j and delegate %j: %j', (root, own, expected) => {
    expect(agree({ uri: root }, { uri: own })).toBe(expected);
    expect(agree({ headers: { x: root } }, { headers: { x: own } })).toBe(expected);
    expect(agree({ uri: root }, { headers: { x: own } })).toBe(true);
  });

  it('take no path that the root does not take', () => {
    const text = fc.string({ unit: fc.constantFrom('/', 'a'), minLength: 1, maxLength: 3 });
    const match = fc.oneof(fc.record({ exact: text }), fc.record({ prefix: text }));
    const takes = ({ exact, prefix }: StringMatch, path: string) =>
      exact === undefined ? path.startsWith(prefix ?? '') : path === exact;
    fc.assert(
      fc.property(match, match, text, (root, own, path) => {
        const taken = agree({ uri: root }, { uri: own }) && takes(own, path);
        expect(!taken || takes(root, path)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('disagree on who calls, where and how exactly', () => {
    expect(agree({ port: 80 }, { port: 81 })).toBe(false);
    expect(agree({ port: 80 }, {})).toBe(true);
    expect(agree({ sourceNamespace: 'a' }, {})).toBe(false);
    expect(agree({}, { sourceNamespace: 'a' })).toBe(true);
    expect(agree({ sourceLabels: { app: 'a' } }, { sourceLabels: { app: 'b' } })).toBe(false);
    expect(agree({ sourceLabels: { app: 'a' } }, { sourceLabels: { version: 'b' } })).toBe(true);
    expect(agree({ gateways: ['mesh'] }, { gateways: ['shop/gw'] })).toBe(false);
    expect(agree({ gateways: ['mesh', 'shop/gw'] }, { gateways: ['shop/gw'] })).toBe(true);
    expect(agree({ ignoreUriCase: true }, {})).toBe(false);
  });

  it('join names, whichever there are', () => {
    expect([mergedName('r', 'd'), mergedName('r'), mergedName('', 'd'), mergedName()]).toEqual(['r-d', 'r', 'd', '']);
  });
});
