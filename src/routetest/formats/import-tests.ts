import type { Source } from '../../istio/source.ts';
import { type Field } from '../../istio/field.ts';
import { isObject } from '../../istio/sanitize.ts';
import type { Caller } from '../../istio/caller.ts';
import type { RouteTest, RoutingTest } from '../route-test.ts';
import { importConfigValidator } from './config-validator-import.ts';
import { importRouterCheck } from './router-check-import.ts';

/** Where tests come from, and who asks: the formats of other tools name no caller. */
export type ImportContext = { readonly name: string; readonly source: Source; readonly from: Caller | null };

/**
 * The tests of a document that istio-config-validator (`testCases`) or Envoy's router check (`tests` with `test_name`) would read; null for
 * documents of any other shape. What has no counterpart here is told in `problems`, and its test left out: a test never asks for less than it says.
 */
export function importTests(value: unknown, { name, source, from }: ImportContext): RoutingTest | null {
  const read = readerOf(value);
  if (!read) return null;
  const field: Field = { value, source, problems: [] };
  if (!from) {
    const message = 'These tests name no caller: say who asks with --from.';
    return { name, refused: [], tests: [], problems: [{ message, source }] };
  }
  const tests = read(field, from);
  return { name, refused: [], tests, problems: field.problems };
}

function readerOf(value: unknown): ((field: Field, from: Caller) => RouteTest[]) | null {
  if (!isObject(value) || 'apiVersion' in value) return null;
  if (Array.isArray(value['testCases'])) return importConfigValidator;
  const { tests } = value;
  return Array.isArray(tests) && tests.some((test) => isObject(test) && 'test_name' in test) ? importRouterCheck : null;
}
