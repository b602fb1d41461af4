import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveWeights, weightSteps, type Curve } from './curves.ts';

const curve: fc.Arbitrary<Curve> = fc.oneof(
  fc.constant<Curve>({ type: 'linear' }),
  fc.constant<Curve>({ type: 'exponential' }),
  fc
    .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true })))
    .map((points): Curve => ({ type: 'points', points })),
);

describe('curves', () => {
  it('rise from above 0 to their end in whole steps', () => {
    fc.assert(
      fc.property(curve, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 100 }), (shape, count, to) => {
        const weights = curveWeights(shape, count, to);
        expect(weights.at(-1)).toBe(to);
        expect(weights.length).toBeLessThanOrEqual(count);
        expect(weights.every(Number.isInteger)).toBe(true);
        expect(weights.every((weight, index) => weight > (weights[index - 1] ?? 0))).toBe(true);
      }),
    );
  });

  it('are what their names say', () => {
    expect(curveWeights({ type: 'linear' }, 5)).toEqual([20, 40, 60, 80, 100]);
    expect(curveWeights({ type: 'exponential' }, 4)).toEqual([3, 10, 32, 100]);
    expect(curveWeights({ type: 'points', points: [[0.5, 10]] }, 4)).toEqual([5, 10, 55, 100]);
  });

  it('become steps with pauses between them', () => {
    expect(weightSteps('v2', [5, 100], '10m')).toEqual([
      { type: 'setWeight', weights: { v2: 5 } },
      { type: 'pause', duration: '10m' },
      { type: 'setWeight', weights: { v2: 100 } },
    ]);
  });
});
