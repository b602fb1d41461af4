import type { StepAction } from './rollout-plan.ts';

/** How the canary's weight grows over the steps. `points`: [share of the way 0..1, weight 0..100], joined by straight lines. */
export type Curve =
  | { readonly type: 'linear' }
  | { readonly type: 'exponential' }
  | { readonly type: 'points'; readonly points: readonly (readonly [number, number])[] };

/** `count` whole weights that follow the curve from above 0 to exactly `to`, never falling, none twice (so there may be fewer than asked for). */
export function curveWeights(curve: Curve, count: number, to = 100): readonly number[] {
  const end = Math.min(100, Math.max(1, Math.round(to)));
  const steps = Math.min(1000, Math.max(1, Math.round(count)));
  const weights: number[] = [];
  for (let step = 1; step < steps; step++) {
    const weight = Math.round(weightAt(curve, step / steps, end));
    if (weight > (weights.at(-1) ?? 0) && weight < end) weights.push(weight);
  }
  return [...weights, end];
}

/** The curve's weight at a share of the way from nothing (0) to `end` (1). */
function weightAt(curve: Curve, way: number, end: number): number {
  switch (curve.type) {
    case 'linear':
      return way * end;
    case 'exponential':
      // From 1 to the end, each step the same factor above the one before.
      return end ** way;
    case 'points':
      return between([[0, 0], ...curve.points.toSorted(([a], [b]) => a - b), [1, end]], way);
  }
}

/** On the straight line between the two points that `way` lies between. */
function between(points: readonly (readonly [number, number])[], way: number): number {
  const after = Math.max(
    1,
    points.findIndex(([position]) => position >= way),
  );
  const [x0, y0] = points[after - 1] ?? [0, 0];
  const [x1, y1] = points[after] ?? [1, 100];
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (way - x0)) / (x1 - x0);
}

/** `setWeight` of `subset` for each weight, with a pause (of `duration`, null: until somebody goes on; undefined: none) between them. */
export function weightSteps(
  subset: string,
  weights: readonly number[],
  duration?: string | null,
): readonly StepAction[] {
  return weights.flatMap((weight, index): StepAction[] => [
    ...(index > 0 && duration !== undefined ? [{ type: 'pause', duration } as const] : []),
    { type: 'setWeight', weights: { [subset]: weight } },
  ]);
}
