import { child, type Field } from '../istio/field.ts';
import { isObject } from '../istio/sanitize.ts';
import { problem, takeMapping, takeOptionalText, takeText, takeTexts } from './plan-field.ts';
import type { CallerWorkload, MixedCaller, MixedRequest } from './rollout-plan.ts';

/** One kind of request of a plan's mix, in the words of a RoutingTest; null, and told, where it cannot be read. */
export function readMixedRequest(field: Field, index: number): MixedRequest | null {
  const before = field.problems.length;
  if (!takeMapping(field, ['name', 'share', 'from', 'request'])) return null;
  const name = takeOptionalText(child(field, 'name')) ?? `request ${index + 1}`;
  const share = readShare(child(field, 'share'));
  const from = readCaller(child(field, 'from'));
  const request = readRequest(child(field, 'request'));
  if (!from || !request || field.problems.length > before) return null;
  return { name, share, from, request, source: field.source };
}

function readShare(field: Field): number {
  if (field.value === undefined) return 1;
  if (typeof field.value === 'number' && Number.isFinite(field.value) && field.value >= 0) return field.value;
  problem(field, 'A share is a number from 0.');
  return 0;
}

function readCaller(field: Field): MixedCaller | null {
  if (!isObject(field.value) || !('gateway' in field.value)) return readWorkload(field);
  if (!takeMapping(field, ['gateway'])) return null;
  const gateway = readWorkload(child(field, 'gateway'));
  return gateway && { gateway };
}

function readWorkload(field: Field): CallerWorkload | null {
  if (!takeMapping(field, ['namespace', 'labels'])) return null;
  const labels = child(field, 'labels');
  return {
    namespace: takeOptionalText(child(field, 'namespace')) ?? 'default',
    labels: labels.value === undefined ? {} : (takeTexts(labels) ?? {}),
  };
}

function readRequest(field: Field): MixedRequest['request'] | null {
  if (!takeMapping(field, ['method', 'url', 'headers'])) return null;
  const url = takeText(child(field, 'url'));
  const method = takeOptionalText(child(field, 'method')) ?? 'GET';
  return url === null ? null : { method, url, headers: readHeaders(child(field, 'headers')) };
}

/** A mapping, or a list of [name, value] where a name repeats. */
function readHeaders(field: Field): readonly (readonly [string, string])[] {
  const { value } = field;
  if (value === undefined) return [];
  const pairs: readonly unknown[] = Array.isArray(value) ? value : isObject(value) ? Object.entries(value) : [null];
  return pairs.flatMap((pair) => {
    if (Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string' && isScalar(pair[1]))
      return [[pair[0], String(pair[1])] as const];
    problem(field, 'Headers are a mapping from names to values, or a list of [name, value].');
    return [];
  });
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
