import type { ConfigObject } from '../istio/config.ts';
import type { DestinationRule, Subset, TrafficPolicy } from '../istio/destination-rule.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import type { Omission } from './generate.ts';
import { resolveShortname } from '../istio/host.ts';

export type DestinationRuleObject = ConfigObject<'DestinationRule', DestinationRule>;

/** A part of a DestinationRule and where it was written. */
export type Written<Value> = { readonly value: Value; readonly source: Source };

/** One or several DestinationRules of one host and namespace that count as one (istio-semantics 8.2). */
export type ConsolidatedDestinationRule = {
  readonly host: string;
  readonly namespace: string;
  /** As written, each once; none at all is something else than `*` (istio-semantics R8.8). */
  readonly exportTo: ReadonlySet<string>;
  /** Labels of the workloads that it is for; null: for all. */
  readonly selector: Readonly<Record<string, string>> | null;
  readonly trafficPolicy: Written<TrafficPolicy> | null;
  readonly subsets: readonly Written<Subset>[];
  /** The DestinationRules that it was made of, the base first. */
  readonly from: readonly DestinationRuleObject[];
  /** Parts of later rules that an earlier one stands in the way of. */
  readonly omissions: readonly Omission[];
};

/** A DestinationRule by itself: its host written out, a rule with a workload selector kept to its namespace. */
export function consolidatedOf(object: DestinationRuleObject): ConsolidatedDestinationRule {
  const { metadata, spec, source } = object;
  const { trafficPolicy, subsets = [], workloadSelector } = spec;
  return {
    host: resolveShortname(spec.host, metadata.namespace),
    namespace: metadata.namespace,
    exportTo: new Set(workloadSelector ? ['.'] : spec.exportTo),
    selector: workloadSelector ? (workloadSelector.matchLabels ?? {}) : null,
    trafficPolicy: trafficPolicy
      ? { value: trafficPolicy, source: sourceInside(source, 'spec', 'trafficPolicy') }
      : null,
    subsets: subsets.map((value, index) => ({ value, source: sourceInside(source, 'spec', 'subsets', index) })),
    from: [object],
    omissions: [],
  };
}

/**
 * Adds a rule to those of the same host (istio-semantics R8.6–R8.9; pilot/pkg/model/destination_rule.go:mergeDestinationRule). It merges into those
 * whose exportTo it equals or covers and whose selector is not another one; where that is not the whole story it stands by itself as well.
 */
export function addDestinationRule(
  rules: readonly ConsolidatedDestinationRule[],
  added: ConsolidatedDestinationRule,
): ConsolidatedDestinationRule[] {
  let standsAlone = true;
  const merged = rules.map((rule) => {
    const relation = relationOf(rule, added);
    standsAlone = relation !== 'absorbed';
    return relation === 'foreign' ? rule : merge(rule, added);
  });
  return standsAlone ? [...merged, added] : merged;
}

/** Whether an added rule goes into an earlier one wholly, partly (it stands by itself too), or not at all. The last earlier rule decides. */
function relationOf(
  rule: ConsolidatedDestinationRule,
  added: ConsolidatedDestinationRule,
): 'absorbed' | 'lent' | 'foreign' {
  const isEqual = added.exportTo.size === rule.exportTo.size && covers(added.exportTo, rule.exportTo);
  const isWider = rule.exportTo.size > 0 && covers(added.exportTo, rule.exportTo);
  if (!isEqual && !isWider) return 'foreign';
  if (rule.selector && added.selector && !sameLabels(rule.selector, added.selector)) return 'foreign';
  const sameKind = (rule.selector === null) === (added.selector === null);
  return isEqual || sameKind ? 'absorbed' : 'lent';
}

function covers(all: ReadonlySet<string>, some: ReadonlySet<string>): boolean {
  return [...some].every((one) => all.has(one));
}

function sameLabels(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** New subsets are appended, the top-level policy fills an empty place, nothing else of the later rule counts. */
function merge(rule: ConsolidatedDestinationRule, added: ConsolidatedDestinationRule): ConsolidatedDestinationRule {
  const known = new Map(rule.subsets.map((subset) => [subset.value.name, subset]));
  const isNew = ({ value }: Written<Subset>) => !known.has(value.name);
  const repeated = added.subsets.flatMap((subset) => {
    const earlier = known.get(subset.value.name);
    return earlier ? repeatedSubset(rule.host, subset, earlier) : [];
  });
  return {
    ...rule,
    trafficPolicy: rule.trafficPolicy ?? added.trafficPolicy,
    subsets: [...rule.subsets, ...added.subsets.filter(isNew)],
    from: [...rule.from, ...added.from],
    omissions: [...rule.omissions, ...repeated, ...secondPolicy(rule, added)],
  };
}

function repeatedSubset(host: string, { value, source }: Written<Subset>, earlier: Written<Subset>): Omission {
  const message = `Another DestinationRule for ${host} already has the subset ${value.name}; this one is dropped.`;
  return { source, reason: 'duplicate', message, culprit: earlier.source };
}

function secondPolicy(rule: ConsolidatedDestinationRule, added: ConsolidatedDestinationRule): Omission[] {
  if (!rule.trafficPolicy || !added.trafficPolicy) return [];
  const message = `Another DestinationRule for ${rule.host} already has a traffic policy; this one is dropped.`;
  const { source } = added.trafficPolicy;
  return [{ source, reason: 'duplicate', message, culprit: rule.trafficPolicy.source }];
}
