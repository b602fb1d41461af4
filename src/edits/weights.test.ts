import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allTo, even, redistribute, swap } from './weights.ts';

const none = new Set<number>();
const total = (weights: readonly number[]) => weights.reduce((sum, weight) => sum + weight, 0);

const drags = fc.array(fc.nat(1000), { minLength: 2, maxLength: 7 }).chain((weights) =>
  fc.record({
    weights: fc.constant(weights),
    index: fc.nat(weights.length - 1),
    value: fc.integer({ min: -50, max: 8000 }),
    locked: fc.subarray(weights.map((_, row) => row)).map((rows) => new Set(rows)),
  }),
);

describe('redistribute', () => {
  it('moves a pair as one', () => {
    expect(redistribute([90, 10], 0, 35, none)).toEqual([35, 65]);
    expect(redistribute([90, 10], 1, 100, none)).toEqual([0, 100]);
  });

  it('shares the rest in proportion, whole numbers by largest remainder', () => {
    expect(redistribute([50, 30, 20], 0, 0, none)).toEqual([0, 60, 40]);
    expect(redistribute([10, 45, 45], 0, 11, none)).toEqual([11, 45, 44]);
    expect(redistribute([100, 0, 0], 0, 90, none)).toEqual([90, 5, 5]);
  });

  it('leaves locked rows alone and stops at what they leave', () => {
    expect(redistribute([50, 30, 20], 0, 60, new Set([1]))).toEqual([60, 30, 10]);
    expect(redistribute([50, 30, 20], 0, 90, new Set([1]))).toEqual([70, 30, 0]);
    expect(redistribute([50, 50], 0, 90, new Set([1]))).toEqual([50, 50]);
    expect(redistribute([50, 50], 0, 90, new Set([0]))).toEqual([50, 50]);
  });

  it('keeps a total that is not 100, and takes 100 where nothing is written', () => {
    expect(redistribute([3, 1], 0, 2, none)).toEqual([2, 2]);
    expect(redistribute([0, 0], 0, 30, none)).toEqual([30, 70]);
  });

  it('keeps total, whole numbers and locked rows, whatever is dragged', () => {
    fc.assert(
      fc.property(drags, ({ weights, index, value, locked }) => {
        const after = redistribute(weights, index, value, locked);
        const canMove = !locked.has(index) && weights.some((_, row) => row !== index && !locked.has(row));
        expect(total(after)).toBe(canMove ? total(weights) || 100 : total(weights));
        expect(after.every((weight) => Number.isInteger(weight) && weight >= 0)).toBe(true);
        for (const row of locked) expect(after[row]).toBe(weights[row]);
      }),
    );
  });

  it('gives nobody who had less more than somebody who had more', () => {
    fc.assert(
      fc.property(drags, ({ weights, index, value }) => {
        const after = redistribute(weights, index, value, none);
        const others = weights.flatMap((before, row) => (row === index ? [] : [{ before, after: after[row] ?? 0 }]));
        for (const a of others)
          for (const b of others) if (a.before > b.before) expect(a.after).toBeGreaterThanOrEqual(b.after);
      }),
    );
  });

  it('does not fail on weights that are no weights', () => {
    expect(redistribute([Number.NaN, -5, 10.4], 2, 4, none)).toEqual([3, 3, 4]);
    expect(redistribute([], 0, 4, none)).toEqual([]);
    expect(redistribute([1, 2], 7, 4, none)).toEqual([1, 2]);
  });
});

describe('the short cuts', () => {
  it('gives everything that is not locked to one', () => {
    expect(allTo([33, 60, 7], 0, new Set([0]))).toEqual([33, 67, 0]);
    expect(allTo([33, 60, 7], 2, new Set([0]))).toEqual([33, 0, 67]);
  });

  it('splits evenly', () => {
    expect(even([90, 10])).toEqual([50, 50]);
    expect(even([100, 0, 0])).toEqual([34, 33, 33]);
    expect(even([])).toEqual([]);
    expect(even([60, 30, 10], new Set([0]))).toEqual([60, 20, 20]);
    expect(even([60, 40], new Set([0, 1]))).toEqual([60, 40]);
  });

  it('swaps', () => {
    expect(swap([90, 10])).toEqual([10, 90]);
    expect(swap([90, 7, 3], 1, 2)).toEqual([90, 3, 7]);
    expect(swap([90])).toEqual([90]);
  });

  it('gives all to one', () => {
    expect(allTo([60, 30, 10], 2)).toEqual([0, 0, 100]);
    expect(allTo([0, 0], 0)).toEqual([100, 0]);
  });
});
