import type { RolloutPlan, StepAction } from '../rollout-plan.ts';

/** A document in another tool's format, or of ours from one, and a sentence for each thing that it cannot say. */
export type Converted = { readonly value: Readonly<Record<string, unknown>>; readonly lost: readonly string[] };

/** A plan in another tool's format; `value` null: the tool has no words for such a plan at all. */
export type Exported = { readonly value: Converted['value'] | null; readonly lost: readonly string[] };

/** A plan that is not written anywhere yet. */
export type UnwrittenPlan = Omit<RolloutPlan, 'source' | 'problems' | 'steps' | 'requests'> & {
  readonly steps: readonly StepAction[];
};
