import type { ConfigObject } from '../istio/config.ts';
import { decode } from '../istio/decode.ts';
import { destinationRulesOf } from '../istio/destination-rules-of.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { declaredService } from './declared-service.ts';
import { versionHosts } from './missing-subsets.ts';
import { objectText } from './object-text.ts';
import { plannedRule } from './planned-rule.ts';
import type { RolloutPlan } from './rollout-plan.ts';
import { sendsToBackends } from './rule-kind.ts';

/** An object as it is applied: its text as it is written in the workspace, and where it belongs. */
export type ObjectManifest = {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly text: string;
};

/** The object whose rule a plan moves; null where it is not there. */
export function ruleManifest(stream: YamlStream, plan: RolloutPlan): ObjectManifest | null {
  const found = plannedRule(decode(stream).config, plan);
  return found.ok ? manifestOf(stream, found.object) : null;
}

/**
 * What defines the versions of a plan, to be applied before its rule: the DestinationRules that have the subsets, or the Services that are the backends,
 * as far as the workspace has them.
 */
export function versionManifests(stream: YamlStream, plan: RolloutPlan): readonly ObjectManifest[] {
  const { config } = decode(stream);
  const found = plannedRule(config, plan);
  if (!found.ok) return [];
  const hosts = [...versionHosts(plan, found)];
  const objects = sendsToBackends(found.kind)
    ? hosts.flatMap((host) => declaredService(config, host) ?? [])
    : hosts.flatMap((host) => destinationRulesOf(config, host));
  return [...new Set<ConfigObject<string, unknown>>(objects)].map((object) => manifestOf(stream, object));
}

function manifestOf(
  stream: YamlStream,
  { kind, metadata, source }: Pick<ConfigObject<string, unknown>, 'kind' | 'metadata' | 'source'>,
): ObjectManifest {
  return { kind, namespace: metadata.namespace, name: metadata.name, text: objectText(stream, source) };
}
