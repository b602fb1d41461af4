import type { Trace } from '../envoy/trace.ts';
import type { IstioConfig } from '../istio/config.ts';
import type { HTTPRoute } from '../istio/virtual-service.ts';
import type { Difference } from './difference.ts';
import { isRecord } from './field-reader.ts';
import type { Expectation } from './route-test.ts';

/** Fields of the winning rule against those that are expected, value by value, whatever the order of keys. */
export function compareRule(config: IstioConfig, trace: Trace, expected: Expectation['rule']): Difference[] {
  if (!expected) return [];
  const rule: Readonly<Record<string, unknown>> = expectableRule(config, trace, expected);
  return Object.entries(expected)
    .filter(([field, value]) => !isEqual(value, rule[field]))
    .map(([field, value]) => ({ field: `rule.${field}`, expected: value, actual: rule[field] ?? null }));
}

/** The http rule that made the route of a trace, as it is written; null where none did. */
export function ruleOf(config: IstioConfig, trace: Trace): HTTPRoute | null {
  return winnerOf(config, trace)?.rule ?? null;
}

/**
 * The winning rule, as it is written but for `delegate`: that names the VirtualService that the winner stands in if it was delegated to. A reference
 * without a namespace means one of that name, wherever it is.
 */
function expectableRule(config: IstioConfig, trace: Trace, { delegate }: NonNullable<Expectation['rule']>) {
  const winner = winnerOf(config, trace);
  if (!winner) return {};
  const { metadata, spec } = winner.owner;
  const namesNamespace = isRecord(delegate) && 'namespace' in delegate;
  const reference = { name: metadata.name, ...(namesNamespace && { namespace: metadata.namespace }) };
  return { ...winner.rule, delegate: spec.hosts?.length ? undefined : reference };
}

function winnerOf({ virtualServices }: IstioConfig, { route }: Trace) {
  const source = route?.source;
  const at = source?.path.lastIndexOf('http') ?? -1;
  const index = source?.path[at + 1];
  if (!source || at < 0 || typeof index !== 'number') return null;
  const root = source.path.slice(0, at - 1).join('/');
  const owner = virtualServices.find(
    (object) => object.source.document === source.document && object.source.path.join('/') === root,
  );
  const rule = owner?.spec.http?.[index];
  return owner && rule ? { owner, rule } : null;
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, at) => isEqual(one, b[at]));
  if (!isRecord(a) || !isRecord(b)) return a === b;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isEqual(a[key], b[key]));
}
