import type { IstioConfig } from '../istio/config.ts';
import { destinationRulesOf } from '../istio/destination-rules-of.ts';
import { resolveShortname } from '../istio/host.ts';
import { sourceInside, sourceValue, type Source } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { DocumentEdits, YamlEdit } from '../yaml/yaml-edit.ts';
import type { FoundRule } from './planned-rule.ts';
import type { PlannedSubset, RolloutPlan } from './rollout-plan.ts';

/** A subset that no DestinationRule of its host defines; `destinationRule`: the one that could, if the host has any. */
export type MissingSubset = {
  readonly subset: PlannedSubset;
  readonly host: string;
  readonly destinationRule: Source | null;
};

/** The subsets of the plan that are not defined where they are needed: requests to them end in 503 NC (istio-semantics R4.6). */
export function missingSubsets(config: IstioConfig, plan: RolloutPlan, found: FoundRule): readonly MissingSubset[] {
  const { namespace } = found.object.metadata;
  return plan.subsets.flatMap((subset) => {
    const host = hostOf(subset, found);
    const name = subset.destination.subset;
    const rules = destinationRulesOf(config, resolveShortname(host, namespace));
    const isDefined = rules.some(({ spec }) => (spec.subsets ?? []).some((defined) => defined.name === name));
    return name === undefined || isDefined ? [] : { subset, host, destinationRule: rules[0]?.source ?? null };
  });
}

/** The host that a subset of the plan is one of, as it is written; of a backend it is the full one. */
export function hostOf({ destination }: PlannedSubset, { destinations }: FoundRule): string {
  return destination.host ?? destinations[0]?.host ?? '';
}

/** The full names of the hosts that the versions of a plan are of, each once. */
export function versionHosts({ subsets }: RolloutPlan, found: FoundRule): ReadonlySet<string> {
  const { namespace } = found.object.metadata;
  return new Set(subsets.map((subset) => resolveShortname(hostOf(subset, found), namespace)));
}

/** Adds those missing subsets whose labels the plan gives to the DestinationRule of their host. */
export function addMissingSubsets(stream: YamlStream, missing: readonly MissingSubset[]): readonly DocumentEdits[] {
  const added = new Map<string, number>();
  return missing.flatMap(({ subset, destinationRule }) => {
    if (!destinationRule || !subset.labels) return [];
    const { document, path } = sourceInside(destinationRule, 'spec');
    const list = sourceValue(stream.documents, sourceInside(destinationRule, 'spec', 'subsets'));
    const value = { name: subset.destination.subset, labels: subset.labels };
    const key = JSON.stringify([document, path]);
    const before = added.get(key) ?? 0;
    added.set(key, before + 1);
    const index = (Array.isArray(list) ? list.length : 0) + before;
    const edit: YamlEdit =
      index === 0
        ? { type: 'addKey', path, key: 'subsets', value: [value] }
        : { type: 'insertItem', path: [...path, 'subsets'], index, value };
    return { document, edits: [edit] };
  });
}
