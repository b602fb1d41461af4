import { readList, readMapping } from '../istio/field-reader.ts';
import { child, type Field } from '../istio/field.ts';
import { isObject } from '../istio/sanitize.ts';
import { plannedBackendHost, type WrittenBackend } from './backend-host.ts';
import { problem, takeOptionalText, takeText, takeTexts, takeWhole } from './plan-field.ts';
import type { PlannedRule, PlannedSubset } from './rollout-plan.ts';
import { ruleKinds, sendsToBackends } from './rule-kind.ts';
import { kindWords } from './rule-words.ts';

/** The versions of a plan for a rule; what cannot be read, and names that stand twice, are told and left out. */
export function readSubsets(field: Field, rule: PlannedRule): readonly PlannedSubset[] {
  const seen = new Set<string>();
  const read = sendsToBackends(rule.kind) ? readBackend : readSubset;
  const subsets = readList(field).flatMap((item) => {
    const subset = read(item, rule);
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
  if (!readMapping(field, ['name', 'host', 'subset', 'port', 'labels'])) return null;
  const name = takeText(child(field, 'name'));
  if (name === null) return null;
  const host = takeOptionalText(child(field, 'host'));
  const subset = takeOptionalText(child(field, 'subset')) ?? (host === null ? name : null);
  const labels = child(field, 'labels');
  return {
    name,
    destination: {
      ...(host === null ? {} : { host }),
      ...(subset === null ? {} : { subset }),
      ...readPort(child(field, 'port')),
    },
    labels: labels.value === undefined ? null : takeTexts(labels),
  };
}

/** A version of a rule of the Gateway API: a Service, or a host of kind Hostname; subsets and labels are of DestinationRules. */
function readBackend(field: Field, { kind, namespace }: PlannedRule): PlannedSubset | null {
  if (typeof field.value === 'string') {
    const name = takeText(field);
    return name === null ? null : backend(name, { host: name }, namespace);
  }
  const foreign = ['subset', 'labels'].filter((key) => isObject(field.value) && Object.hasOwn(field.value, key));
  if (!readMapping(field, ['name', 'host', 'kind', 'port', ...foreign])) return null;
  for (const key of foreign)
    problem(
      child(field, key),
      `A version of ${kindWords(ruleKinds[kind].object)} is a Service; only subsets of a DestinationRule have ${key === 'labels' ? 'labels' : 'a subset'} here.`,
    );
  const name = takeText(child(field, 'name'));
  if (name === null) return null;
  const host = takeOptionalText(child(field, 'host')) ?? name;
  const { destination, ...version } = backend(name, { host, ...readBackendKind(child(field, 'kind')) }, namespace);
  return { ...version, destination: { ...destination, ...readPort(child(field, 'port')) } };
}

function backend(name: string, written: WrittenBackend, namespace: string): PlannedSubset {
  return { name, destination: { host: plannedBackendHost(written, namespace) }, labels: null };
}

function readBackendKind(field: Field): Pick<WrittenBackend, 'kind'> {
  const kind = takeOptionalText(field);
  if (kind === 'Hostname') return { kind };
  if (kind !== null && kind !== 'Service') problem(field, 'A backend is of kind Service or Hostname.');
  return {};
}

function readPort(field: Field): { readonly port?: { readonly number: number } } {
  const number = field.value === undefined ? null : takeWhole(field, 65535);
  return number === null ? {} : { port: { number } };
}
