import type { YamlStream } from '../yaml/stream.ts';
import type { DocumentEdits } from '../yaml/yaml-edit.ts';
import type { RolloutPlan, StepAction } from './rollout-plan.ts';

/** What a person does to a plan on its timeline. Indices are those of `plan.steps` (0-based). */
export type PlanEdit =
  | { readonly type: 'insertStep'; readonly index: number; readonly step: StepAction }
  | { readonly type: 'setStep'; readonly index: number; readonly step: StepAction }
  | { readonly type: 'moveStep'; readonly from: number; readonly to: number }
  | { readonly type: 'duplicateStep'; readonly index: number }
  | { readonly type: 'removeStep'; readonly index: number }
  /** All steps anew, as a curve or a preset fills them. */
  | { readonly type: 'replaceSteps'; readonly steps: readonly StepAction[] };

/** A gesture on the timeline as edits of the plan's document (for `planYamlEdits`); a changed weight changes its digits only. */
export declare function planEdits(stream: YamlStream, plan: RolloutPlan, edit: PlanEdit): DocumentEdits;
