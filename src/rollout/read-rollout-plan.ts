import type { ConfigObject } from '../istio/config.ts';
import type { RolloutPlan } from './rollout-plan.ts';

/** The RolloutPlan documents among objects of any kind (`IstioConfig.others`). Tolerant: what cannot be read is in the plan's problems. */
export declare function readRolloutPlans(objects: readonly ConfigObject<string, unknown>[]): RolloutPlan[];
