import type { IstioConfig } from '../istio/config.ts';
import type { RolloutPlan } from './rollout-plan.ts';

/** The steps (0 to `plan.steps.length`, ascending) whose routing the manifests have now; a pause has that of the step before it. Empty: none. */
export declare function deployedSteps(config: IstioConfig, plan: RolloutPlan): readonly number[];
