import type { ConfigObject } from '../istio/config.ts';
import { decode } from '../istio/decode.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { fullHostName } from './full-host-name.ts';
import { destinationRulesOf, hostOf } from './missing-subsets.ts';
import { objectText } from './object-text.ts';
import { plannedRule } from './planned-rule.ts';
import type { RolloutPlan } from './rollout-plan.ts';

/** An object as it is applied: its text as it is written in the workspace, and where it belongs. */
export type ObjectManifest = { readonly namespace: string; readonly name: string; readonly text: string };

/** The VirtualService that a plan moves; null where it is not there. */
export function virtualServiceManifest(stream: YamlStream, plan: RolloutPlan): ObjectManifest | null {
  const found = plannedRule(decode(stream).config, plan);
  return found.ok ? manifestOf(stream, found.virtualService) : null;
}

/** The DestinationRules that define the subsets of a plan: to be applied before the VirtualService. */
export function destinationRuleManifests(stream: YamlStream, plan: RolloutPlan): readonly ObjectManifest[] {
  const { config } = decode(stream);
  const found = plannedRule(config, plan);
  if (!found.ok) return [];
  const hosts = plan.subsets.map((subset) => fullHostName(hostOf(subset, found), plan.rule.namespace));
  const rules = new Set(hosts.flatMap((host) => destinationRulesOf(config, host)));
  return [...rules].map((rule) => manifestOf(stream, rule));
}

function manifestOf(
  stream: YamlStream,
  { metadata, source }: Pick<ConfigObject<string, unknown>, 'metadata' | 'source'>,
): ObjectManifest {
  return { namespace: metadata.namespace, name: metadata.name, text: objectText(stream, source) };
}
