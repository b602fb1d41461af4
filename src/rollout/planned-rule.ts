import type { ConfigObject, IstioConfig } from '../istio/config.ts';
import type { Source } from '../istio/source.ts';
import type { HTTPRoute, VirtualService } from '../istio/virtual-service.ts';
import type { RolloutPlan } from './rollout-plan.ts';

export type FoundRule = {
  readonly ok: true;
  readonly virtualService: ConfigObject<'VirtualService', VirtualService>;
  readonly rule: HTTPRoute;
  readonly index: number;
  readonly source: Source;
};

/** The rule that the plan is about, or the sentence why there is none. Routes that the plan manages itself are never it. */
export declare function plannedRule(
  config: IstioConfig,
  plan: RolloutPlan,
): FoundRule | { readonly ok: false; readonly message: string };
