import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HTTPMatchRequest, StringMatch } from '../istio/virtual-service.ts';
import { narrowMatches } from './narrow-match.ts';
import type { RouteMatch } from './rollout-plan.ts';

type Asked = { readonly path: string; readonly method: string; readonly headers: Readonly<Record<string, string>> };

const word = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 });
const stringMatch: fc.Arbitrary<StringMatch> = fc.oneof(
  word.map((exact) => ({ exact })),
  word.map((prefix) => ({ prefix })),
);
const pathMatch: fc.Arbitrary<StringMatch> = fc.oneof(
  word.map((text) => ({ exact: `/${text}` })),
  word.map((text) => ({ prefix: `/${text}` })),
);
const headers = fc.dictionary(fc.constantFrom('x', 'y'), stringMatch, { minKeys: 0, maxKeys: 2 });
const entry: fc.Arbitrary<HTTPMatchRequest> = fc.record(
  { uri: pathMatch, method: stringMatch, headers },
  { requiredKeys: [] },
);
const condition: fc.Arbitrary<RouteMatch> = fc.record(
  { path: pathMatch, method: stringMatch, headers },
  { requiredKeys: [] },
);
const asked: fc.Arbitrary<Asked> = fc.record({
  path: word.map((text) => `/${text}`),
  method: word,
  headers: fc.dictionary(fc.constantFrom('x', 'y'), word),
});

function holds(match: StringMatch | undefined, text: string | undefined): boolean {
  if (!match) return true;
  if (text === undefined) return false;
  if (match.exact !== undefined) return match.exact === text;
  return match.prefix === undefined || text.startsWith(match.prefix);
}

function meets(
  request: Asked,
  uri: StringMatch | undefined,
  method: StringMatch | undefined,
  names: RouteMatch['headers'],
) {
  const ofHeaders = Object.entries(names ?? {}).every(([name, match]) => holds(match, request.headers[name]));
  return holds(uri, request.path) && holds(method, request.method) && ofHeaders;
}

const meetsAny = (request: Asked, entries: readonly HTTPMatchRequest[]) =>
  entries.some(({ uri, method, headers: names }) => meets(request, uri, method, names));

describe('narrowed matches', () => {
  it('take the requests that meet the rule and the conditions, no others', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 3 }),
        fc.array(condition, { minLength: 1, maxLength: 3 }),
        asked,
        (entries, conditions, request) => {
          const narrowed = narrowMatches(entries, conditions);
          const meetsRule = entries.length === 0 || meetsAny(request, entries);
          const meetsCondition = conditions.some(({ path, method, headers: names }) =>
            meets(request, path, method, names),
          );
          expect(typeof narrowed === 'string' ? false : meetsAny(request, narrowed)).toBe(meetsRule && meetsCondition);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('keep what else an entry asks', () => {
    const entries = [{ port: 80, withoutHeaders: { z: {} }, headers: { 'X-Team': { exact: 'a' } } }];
    expect(narrowMatches(entries, [{ headers: { 'x-team': { prefix: 'a' } } }])).toEqual(entries);
  });

  it('say so where a regex stands against another condition', () => {
    expect(narrowMatches([{ uri: { regex: '/a.*' } }], [{ path: { prefix: '/b' } }])).toContain('regex');
    expect(narrowMatches([{ uri: { regex: '/a.*' } }], [{ path: { prefix: '/' } }])).toEqual([
      { uri: { regex: '/a.*' } },
    ]);
  });

  it('say so where nothing is left', () => {
    expect(narrowMatches([{ method: { exact: 'GET' } }], [{ method: { exact: 'PUT' } }])).toContain('No request');
  });
});
