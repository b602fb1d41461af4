import type { IstioConfig } from '../istio/config.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { manifestsAtStep } from './manifests-at-step.ts';
import type { RolloutPlan } from './rollout-plan.ts';

/** The steps (0 to `plan.steps.length`, ascending) whose routing the manifests have now; a pause has that of the step before it. Empty: none. */
export function deployedSteps(stream: YamlStream, config: IstioConfig, plan: RolloutPlan): readonly number[] {
  return [...plan.steps.keys(), plan.steps.length].filter((step) => {
    const edits = manifestsAtStep(stream, config, plan, step);
    return edits.ok && edits.changes.length === 0;
  });
}
