import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialBand } from './binomial-band.ts';

/** The probability of each count, by Pascal's way: one request after the other. */
function distribution(n: number, p: number): number[] {
  let chances = [1];
  for (let request = 0; request < n; request++)
    chances = [...chances, 0].map((chance, k) => chance * (1 - p) + (chances[k - 1] ?? 0) * p);
  return chances;
}

const sum = (chances: readonly number[]) => chances.reduce((total, chance) => total + chance, 0);

describe('the 95 % band', () => {
  it('holds 95 % of the outcomes, and no narrower one does on either side', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (n, p) => {
        const chances = distribution(n, p);
        const { low, high } = binomialBand(n, p);
        expect(sum(chances.slice(0, low))).toBeLessThanOrEqual(0.025 + 1e-9);
        expect(sum(chances.slice(high + 1))).toBeLessThanOrEqual(0.025 + 1e-9);
        expect(sum(chances.slice(0, low + 1))).toBeGreaterThan(0.025 - 1e-9);
        expect(sum(chances.slice(high))).toBeGreaterThan(0.025 - 1e-9);
      }),
    );
  });

  it('is that of the misses, mirrored', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.constantFrom(0.125, 0.25, 0.5, 0.0625), (n, p) => {
        const hits = binomialBand(n, p);
        const misses = binomialBand(n, 1 - p);
        expect([n - misses.high, n - misses.low]).toEqual([hits.low, hits.high]);
      }),
    );
  });

  it('is a point where nothing is left to chance', () => {
    expect(binomialBand(100, 0)).toEqual({ low: 0, high: 0 });
    expect(binomialBand(100, 1)).toEqual({ low: 100, high: 100 });
    expect(binomialBand(0, 0.5)).toEqual({ low: 0, high: 0 });
  });

  it('is the textbook’s for 5 % of 1000', () => {
    expect(binomialBand(1000, 0.05)).toEqual({ low: 37, high: 64 });
  });
});
