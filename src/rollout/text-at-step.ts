import type { IstioConfig } from '../istio/config.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { TextEdit } from '../yaml/text-edit.ts';
import type { Refusal } from '../yaml/yaml-edit.ts';
import type { RolloutPlan } from './rollout-plan.ts';

export type StepText =
  | { readonly ok: true; readonly text: string; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** The workspace's text as it would be after `step` steps, for scrubbing without writing, and the edits that write it. */
export declare function textAtStep(stream: YamlStream, config: IstioConfig, plan: RolloutPlan, step: number): StepText;
