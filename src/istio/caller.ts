import { child, report, type Field } from './field.ts';
import { readMapping, readString } from './field-reader.ts';
import { isObject } from './sanitize.ts';

/** A pod that asks, by what Istio goes by. */
export type CallerWorkload = { readonly namespace: string; readonly labels: Readonly<Record<string, string>> };

/** Who asks: a sidecar's namespace and labels, or a gateway's. */
export type Caller = CallerWorkload | { readonly gateway: CallerWorkload };

/** `from` of a test, or of a request of a plan's mix; null, and told, where it cannot be read. */
export function readCaller(field: Field): Caller | null {
  if (!isObject(field.value) || !('gateway' in field.value)) return readWorkload(field);
  if (!readMapping(field, ['gateway'])) return null;
  const gateway = readWorkload(child(field, 'gateway'));
  return gateway && { gateway };
}

function readWorkload(field: Field): CallerWorkload | null {
  if (!readMapping(field, ['namespace', 'labels'])) return null;
  const namespace = readString(child(field, 'namespace')) ?? 'default';
  const labels = child(field, 'labels');
  if (labels.value === undefined) return { namespace, labels: {} };
  if (!isObject(labels.value)) {
    report(labels, 'Labels are a mapping from names to texts.');
    return null;
  }
  const entries = Object.keys(labels.value).map((name) => [name, readString(child(labels, name)) ?? ''] as const);
  return { namespace, labels: Object.fromEntries(entries) };
}
