import {
  fieldAt,
  isMapping,
  problem,
  takeMapping,
  takeOptionalText,
  takeText,
  takeTexts,
  type PlanField,
} from './plan-field.ts';
import type { CallerWorkload, MixedCaller, MixedRequest } from './rollout-plan.ts';

/** One kind of request of a plan's mix, in the words of a RoutingTest; null, and told, where it cannot be read. */
export function readMixedRequest(field: PlanField, index: number): MixedRequest | null {
  const before = field.problems.length;
  if (!takeMapping(field, ['name', 'share', 'from', 'request'])) return null;
  const name = takeOptionalText(fieldAt(field, 'name')) ?? `request ${index + 1}`;
  const share = readShare(fieldAt(field, 'share'));
  const from = readCaller(fieldAt(field, 'from'));
  const request = readRequest(fieldAt(field, 'request'));
  if (!from || !request || field.problems.length > before) return null;
  return { name, share, from, request, source: field.source };
}

function readShare(field: PlanField): number {
  if (field.value === undefined) return 1;
  if (typeof field.value === 'number' && Number.isFinite(field.value) && field.value >= 0) return field.value;
  problem(field, 'A share is a number from 0.');
  return 0;
}

function readCaller(field: PlanField): MixedCaller | null {
  if (!isMapping(field.value) || !('gateway' in field.value)) return readWorkload(field);
  if (!takeMapping(field, ['gateway'])) return null;
  const gateway = readWorkload(fieldAt(field, 'gateway'));
  return gateway && { gateway };
}

function readWorkload(field: PlanField): CallerWorkload | null {
  if (!takeMapping(field, ['namespace', 'labels'])) return null;
  const labels = fieldAt(field, 'labels');
  return {
    namespace: takeOptionalText(fieldAt(field, 'namespace')) ?? 'default',
    labels: labels.value === undefined ? {} : (takeTexts(labels) ?? {}),
  };
}

function readRequest(field: PlanField): MixedRequest['request'] | null {
  if (!takeMapping(field, ['method', 'url', 'headers'])) return null;
  const url = takeText(fieldAt(field, 'url'));
  const method = takeOptionalText(fieldAt(field, 'method')) ?? 'GET';
  return url === null ? null : { method, url, headers: readHeaders(fieldAt(field, 'headers')) };
}

/** A mapping, or a list of [name, value] where a name repeats. */
function readHeaders(field: PlanField): readonly (readonly [string, string])[] {
  const { value } = field;
  if (value === undefined) return [];
  const pairs: readonly unknown[] = Array.isArray(value) ? value : isMapping(value) ? Object.entries(value) : [null];
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
