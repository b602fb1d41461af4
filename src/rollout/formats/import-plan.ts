import type { ConfigObject } from '../../istio/config.ts';
import { importArgoRollout } from './argo-rollout-import.ts';
import type { Converted } from './converted.ts';
import { importFlaggerCanary } from './flagger-canary-import.ts';

/** An object of Argo Rollouts or Flagger as the value of a RolloutPlan document; null where it is of neither. */
export function importPlan({
  apiVersion,
  kind,
  metadata: { name, namespace },
  spec,
}: ConfigObject<string, unknown>): Converted | null {
  const value = { apiVersion, kind, metadata: { name, namespace }, spec };
  return importArgoRollout(value) ?? importFlaggerCanary(value);
}
