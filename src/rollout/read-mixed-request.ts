import { readCaller } from '../istio/caller.ts';
import { child, report, type Field } from '../istio/field.ts';
import { readMapping, readString } from '../istio/field-reader.ts';
import type { ScalarText } from '../istio/read-headers.ts';
import { readTestRequest } from '../istio/test-request.ts';
import type { MixedRequest } from './rollout-plan.ts';

/** One kind of request of a plan's mix, in the words of a RoutingTest; null, and told, where it cannot be read. */
export function readMixedRequest(field: Field, index: number, text: ScalarText): MixedRequest | null {
  const before = field.problems.length;
  if (!readMapping(field, ['name', 'share', 'from', 'request'])) return null;
  const name = readString(child(field, 'name')) ?? `request ${index + 1}`;
  const share = readShare(child(field, 'share'));
  const from = readCaller(child(field, 'from'));
  const request = readTestRequest(child(field, 'request'), text);
  if (!from || !request || field.problems.length > before) return null;
  return { name, share, from, request, source: field.source };
}

function readShare(field: Field): number {
  if (field.value === undefined) return 1;
  if (typeof field.value === 'number' && Number.isFinite(field.value) && field.value >= 0) return field.value;
  report(field, 'A share is a number from 0.');
  return 0;
}
