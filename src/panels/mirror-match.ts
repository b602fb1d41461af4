import type { RolloutPlan, RouteMatch } from '../rollout/rollout-plan.ts';

/** What a new mirror route copies: reads, or all of gRPC, whose requests do not differ by the method of HTTP. */
export function mirrorMatch({ rule }: Pick<RolloutPlan, 'rule'>): RouteMatch {
  return rule.kind === 'grpcRoute' ? { path: { prefix: '/' } } : { method: { exact: 'GET' } };
}
