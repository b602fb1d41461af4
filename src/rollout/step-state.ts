import type { HeaderMatch, PlannedSubset, RolloutPlan, RouteMatch } from './rollout-plan.ts';

/** What is in force once the first `step` steps are done; `step` 0 is the start: everything to stable. */
export type StepState = {
  readonly step: number;
  /** Whole percent of every subset, in the plan's order; they add up to 100. */
  readonly weights: readonly { readonly subset: PlannedSubset; readonly weight: number }[];
  /** Header and mirror routes in the order they stand in before the rule. */
  readonly routes: readonly ManagedRoute[];
  /** The pause that is held here, if the step is one. `duration` null: until somebody goes on. */
  readonly pause: { readonly duration: string | null } | null;
};

/** A rule that the plan puts before its own. */
export type ManagedRoute =
  | { readonly type: 'header'; readonly name: string; readonly match: readonly HeaderMatch[]; readonly subset: string }
  | {
      readonly type: 'mirror';
      readonly name: string;
      readonly match: readonly RouteMatch[];
      readonly percentage: number;
      readonly subset: string;
    };

/** The state after `step` steps (0 to `plan.steps.length`; what is outside is taken as the nearest end). */
export declare function stepState(plan: RolloutPlan, step: number): StepState;
