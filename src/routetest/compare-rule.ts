import type { Trace } from '../envoy/trace.ts';
import type { IstioConfig } from '../istio/config.ts';
import type { Difference } from './difference.ts';
import { isObject } from '../istio/sanitize.ts';
import type { Expectation } from './route-test.ts';
import { winningRule } from './winning-rule.ts';

/** Fields of the winning rule against those that are expected, value by value, whatever the order of keys. */
export function compareRule(config: IstioConfig, trace: Trace, expected: Expectation['rule']): Difference[] {
  if (!expected) return [];
  const rule: Readonly<Record<string, unknown>> = expectableRule(config, trace, expected);
  return Object.entries(expected)
    .filter(([field, value]) => !isEqual(value, rule[field]))
    .map(([field, value]) => ({ field: `rule.${field}`, expected: value, actual: rule[field] ?? null }));
}

/**
 * The winning rule, as it is written but for `delegate`: that names the VirtualService that the winner stands in if it was delegated to. A reference
 * without a namespace means one of that name, wherever it is.
 */
function expectableRule(config: IstioConfig, trace: Trace, { delegate }: NonNullable<Expectation['rule']>) {
  const winner = winningRule(config, trace);
  if (!winner) return {};
  const { metadata, spec } = winner.owner;
  const namesNamespace = isObject(delegate) && 'namespace' in delegate;
  const reference = { name: metadata.name, ...(namesNamespace && { namespace: metadata.namespace }) };
  return { ...winner.rule, delegate: spec.hosts?.length ? undefined : reference };
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, at) => isEqual(one, b[at]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isEqual(a[key], b[key]));
}
