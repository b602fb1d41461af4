import type { IstioConfig } from '../istio/config.ts';
import { planYamlEdits } from '../yaml/plan-yaml-edits.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { applyTextEdits, type TextEdit } from '../yaml/text-edit.ts';
import type { Refusal } from '../yaml/yaml-edit.ts';
import { manifestsAtStep } from './manifests-at-step.ts';
import type { RolloutPlan } from './rollout-plan.ts';

export type StepText =
  | { readonly ok: true; readonly text: string; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** The workspace's text as it would be after `step` steps, for scrubbing without writing, and the edits that write it. */
export function textAtStep(stream: YamlStream, config: IstioConfig, plan: RolloutPlan, step: number): StepText {
  const wanted = manifestsAtStep(stream, config, plan, step);
  if (!wanted.ok) return wanted;
  const planned = planYamlEdits(stream, wanted.changes);
  if (!planned.ok) return planned;
  return { ok: true, edits: planned.edits, text: applyTextEdits(stream.text, planned.edits) };
}
