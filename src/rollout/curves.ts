import type { StepAction } from './rollout-plan.ts';

/** How the canary's weight grows over the steps. `points`: [share of the way 0..1, weight 0..100], joined by straight lines. */
export type Curve =
  | { readonly type: 'linear' }
  | { readonly type: 'exponential' }
  | { readonly type: 'points'; readonly points: readonly (readonly [number, number])[] };

/** `count` whole weights that follow the curve from above 0 to exactly `to`, never falling, none twice (so there may be fewer than asked for). */
export declare function curveWeights(curve: Curve, count: number, to?: number): readonly number[];

/** `setWeight` of `subset` for each weight, with a pause (of `duration`, null: until somebody goes on; undefined: none) between them. */
export declare function weightSteps(
  subset: string,
  weights: readonly number[],
  duration?: string | null,
): readonly StepAction[];
