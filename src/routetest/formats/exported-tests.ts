import type { HTTPRoute } from '../../istio/virtual-service.ts';
import type { Expectation, RouteTest } from '../route-test.ts';

/** A test to be written in another tool's format, and the rule that wins it as it is written; null where none does or nobody asked. */
export type ExportedTest = { readonly test: RouteTest; readonly rule: HTTPRoute | null };

/** A document in another tool's format, and in sentences what it cannot say. */
export type Exported = { readonly value: Readonly<Record<string, unknown>>; readonly lost: readonly string[] };

/** The sentence for what of a test's expectation is left out; null where nothing is. */
export function lostFields(name: string, expect: Expectation, said: readonly string[]): string | null {
  const lost = Object.keys(expect).filter((field) => !said.includes(field));
  return lost.length === 0 ? null : `${name}: ${lost.join(', ')} cannot be said there.`;
}
