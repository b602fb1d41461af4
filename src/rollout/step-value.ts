import type { RolloutPlan, StepAction } from './rollout-plan.ts';

/** A step as it is written in the plan's text: what reading gives back as the same step. */
export declare function stepValue(
  plan: Pick<RolloutPlan, 'subsets'>,
  step: StepAction,
): Readonly<Record<string, unknown>>;

/** A whole plan as the value of its document. */
export declare function planValue(
  plan: Omit<RolloutPlan, 'source' | 'problems' | 'steps'> & { readonly steps: readonly StepAction[] },
): Readonly<Record<string, unknown>>;
