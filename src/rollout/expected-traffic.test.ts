import { describe, expect, it } from 'vitest';
import { expectedTraffic } from './expected-traffic.ts';
import type { MixedRequest } from './rollout-plan.ts';

function kind(name: string, share: number): MixedRequest {
  const from = { namespace: 'books', labels: {} };
  return { name, share, from, request: { method: 'GET', url: '/', headers: [] }, source: { document: 0, path: [] } };
}

const split = [
  { version: 'v1', share: 0.95 },
  { version: 'v2', share: 0.05 },
];

describe('expected traffic', () => {
  it('tells 5 % of a part from 5 % of everything', () => {
    const mix = [kind('browse', 90), kind('checkout', 10)];
    const traffic = expectedTraffic(
      mix,
      ({ name }) => (name === 'checkout' ? split : [{ version: null, share: 1 }]),
      1000,
    );
    const v2 = traffic.versions.find(({ version }) => version === 'v2');
    expect(v2?.expected).toBeCloseTo(5);
    expect(v2?.band).toEqual({ low: 1, high: 10 });
    const checkout = traffic.kinds.find(({ name }) => name === 'checkout');
    expect(checkout?.requests).toBe(100);
    expect(checkout?.versions.find(({ version }) => version === 'v2')?.expected).toBeCloseTo(5);
  });

  it('counts testers to the canary whatever the weights', () => {
    const mix = [kind('testers', 1), kind('everyone', 99)];
    const traffic = expectedTraffic(
      mix,
      ({ name }) => (name === 'testers' ? [{ version: 'v2', share: 1 }] : split),
      1000,
    );
    expect(traffic.versions.find(({ version }) => version === 'v2')?.expected).toBeCloseTo(10 + 49.5);
  });

  it('shows what reaches no version, last', () => {
    const traffic = expectedTraffic([kind('all', 1)], () => [{ version: 'v1', share: 0.5 }], 10);
    expect(traffic.versions.map(({ version, expected }) => [version, expected])).toEqual([
      ['v1', 5],
      [null, 5],
    ]);
  });

  it('has nothing to say about an empty mix', () => {
    expect(expectedTraffic([], () => split, 100)).toEqual({ versions: [], kinds: [] });
  });
});
