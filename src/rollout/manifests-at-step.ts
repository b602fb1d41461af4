import type { IstioConfig } from '../istio/config.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { DocumentEdits, Refusal } from '../yaml/yaml-edit.ts';
import type { RolloutPlan } from './rollout-plan.ts';

export type StepEdits =
  | { readonly ok: true; readonly changes: readonly DocumentEdits[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** The fewest edits (for `planYamlEdits`) that bring the workspace's manifests to the state after `step` steps, wherever they are now. */
export declare function manifestsAtStep(
  stream: YamlStream,
  config: IstioConfig,
  plan: RolloutPlan,
  step: number,
): StepEdits;
