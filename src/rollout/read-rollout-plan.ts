import type { ConfigObject } from '../istio/config.ts';
import { sourceInside } from '../istio/source.ts';
import { child, type Field } from '../istio/field.ts';
import { problem, takeList, takeMapping, takeOptionalText, takeText, takeTexts, takeWhole } from './plan-field.ts';
import { readMixedRequest } from './read-mixed-request.ts';
import { readStep } from './read-step.ts';
import type { PlannedRule, PlannedSubset, RolloutPlan } from './rollout-plan.ts';

/** The RolloutPlan documents among objects of any kind (`IstioConfig.others`). Tolerant: what cannot be read is in the plan's problems. */
export function readRolloutPlans(objects: readonly ConfigObject<string, unknown>[]): RolloutPlan[] {
  return objects
    .filter(({ kind, apiVersion }) => kind === 'RolloutPlan' && apiVersion.startsWith('signalbox/'))
    .map(readRolloutPlan);
}

function readRolloutPlan({ metadata, spec, source }: ConfigObject<string, unknown>): RolloutPlan {
  const field: Field = { value: spec ?? {}, source: sourceInside(source, 'spec'), problems: [] };
  takeMapping(field, ['rule', 'subsets', 'managedRoutes', 'steps', 'requests']);
  const rule = readRule(child(field, 'rule'), metadata.namespace);
  const subsets = readSubsets(child(field, 'subsets'));
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    rule,
    subsets,
    managedRoutes: takeList(child(field, 'managedRoutes')).flatMap((item) => takeText(item) ?? []),
    steps: takeList(child(field, 'steps')).map((item) => readStep(item, subsets)),
    requests: takeList(child(field, 'requests')).flatMap((item, index) => readMixedRequest(item, index) ?? []),
    problems: field.problems,
    source,
  };
}

function readRule(field: Field, namespace: string): PlannedRule {
  const nothing = { namespace, virtualService: '', http: null };
  if (!takeMapping(field, ['namespace', 'virtualService', 'http'])) return nothing;
  const http = child(field, 'http');
  return {
    namespace: takeOptionalText(child(field, 'namespace')) ?? namespace,
    virtualService: takeText(child(field, 'virtualService')) ?? '',
    http: typeof http.value === 'number' ? takeWhole(http, Number.MAX_SAFE_INTEGER) : takeOptionalText(http),
  };
}

function readSubsets(field: Field): readonly PlannedSubset[] {
  const seen = new Set<string>();
  const subsets = takeList(field).flatMap((item) => {
    const subset = readSubset(item);
    if (!subset) return [];
    if (seen.has(subset.name)) {
      problem(item, `There is a subset ${subset.name} already.`);
      return [];
    }
    seen.add(subset.name);
    return subset;
  });
  if (subsets.length < 2) problem(field, 'A plan needs two subsets: the stable one first, then the canary.');
  return subsets;
}

function readSubset(field: Field): PlannedSubset | null {
  if (typeof field.value === 'string') {
    const name = takeText(field);
    return name === null ? null : { name, destination: { subset: name }, labels: null };
  }
  if (!takeMapping(field, ['name', 'host', 'subset', 'port', 'labels'])) return null;
  const name = takeText(child(field, 'name'));
  if (name === null) return null;
  const host = takeOptionalText(child(field, 'host'));
  const subset = takeOptionalText(child(field, 'subset')) ?? (host === null ? name : null);
  const port = child(field, 'port');
  const number = port.value === undefined ? null : takeWhole(port, 65535);
  const labels = child(field, 'labels');
  return {
    name,
    destination: {
      ...(host === null ? {} : { host }),
      ...(subset === null ? {} : { subset }),
      ...(number === null ? {} : { port: { number } }),
    },
    labels: labels.value === undefined ? null : takeTexts(labels),
  };
}
