import type { ConfigObject } from '../istio/config.ts';
import type { VirtualService } from '../istio/virtual-service.ts';

/** The steps of weight that most people begin with. */
export const presetWeights: readonly number[] = [1, 5, 10, 25, 50, 100];

/**
 * The value of a new RolloutPlan document for the http rule at `rule` (for `addDocument`): its destinations as subsets, the heaviest one as stable;
 * where it has but one, `canary` is the other. Null where the rule has no destination or there is no second one.
 */
export declare function planCanary(
  virtualService: ConfigObject<'VirtualService', VirtualService>,
  rule: number,
  canary?: string,
): Readonly<Record<string, unknown>> | null;
