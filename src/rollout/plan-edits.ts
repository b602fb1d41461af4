import { sourceInside, sourceValue } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { DocumentEdits, YamlEdit } from '../yaml/yaml-edit.ts';
import { isObject } from '../istio/sanitize.ts';
import type { RolloutPlan, StepAction } from './rollout-plan.ts';
import { stepValue } from './step-value.ts';

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
export function planEdits(stream: YamlStream, plan: RolloutPlan, edit: PlanEdit): DocumentEdits {
  const { document, path } = sourceInside(plan.source, 'spec', 'steps');
  const steps = sourceValue(stream.documents, { document, path });
  if (!Array.isArray(steps)) return { document, edits: firstSteps(stream, plan, edit) };
  return { document, edits: editsOf(edit, path, steps, plan) };
}

function editsOf(
  edit: PlanEdit,
  path: readonly (string | number)[],
  steps: readonly unknown[],
  plan: RolloutPlan,
): readonly YamlEdit[] {
  switch (edit.type) {
    case 'insertStep':
      return [{ type: 'insertItem', path, index: edit.index, value: stepValue(plan, edit.step) }];
    case 'setStep':
      return [{ type: 'set', path: [...path, edit.index], value: valueInPlace(steps[edit.index], plan, edit.step) }];
    case 'moveStep':
      return edit.from === edit.to ? [] : [{ type: 'moveItem', path, from: edit.from, to: edit.to }];
    case 'duplicateStep':
      return [{ type: 'copyItem', path, index: edit.index }];
    case 'removeStep':
      return [{ type: 'removeItem', path, index: edit.index }];
    case 'replaceSteps':
      return [{ type: 'set', path, value: edit.steps.map((step) => stepValue(plan, step)) }];
  }
}

/** Weights that are written by name stay so, even where a mere number would do. */
function valueInPlace(written: unknown, plan: RolloutPlan, step: StepAction): Readonly<Record<string, unknown>> {
  const isByName = isObject(written) && isObject(written['setWeight']);
  return step.type === 'setWeight' && isByName ? { setWeight: step.weights } : stepValue(plan, step);
}

/** A plan without a list of steps gets one. */
function firstSteps(stream: YamlStream, plan: RolloutPlan, edit: PlanEdit): readonly YamlEdit[] {
  const steps = edit.type === 'insertStep' ? [edit.step] : edit.type === 'replaceSteps' ? edit.steps : [];
  const spec = sourceInside(plan.source, 'spec');
  const value = steps.map((step) => stepValue(plan, step));
  if (value.length === 0) return [];
  const written = sourceValue(stream.documents, spec);
  if (written === undefined) return [{ type: 'addKey', path: plan.source.path, key: 'spec', value: { steps: value } }];
  if (!isObject(written)) return [{ type: 'set', path: spec.path, value: { steps: value } }];
  return Object.hasOwn(written, 'steps')
    ? [{ type: 'set', path: [...spec.path, 'steps'], value }]
    : [{ type: 'addKey', path: spec.path, key: 'steps', value }];
}
