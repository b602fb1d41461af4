import type { Decoded } from '../istio/decode.ts';
import { readRoutingTests } from '../routetest/read-routing-tests.ts';
import type { RoutingTest } from '../routetest/route-test.ts';
import type { RouteTestResult } from '../routetest/run-route-test.ts';
import { runRoutingTest } from '../routetest/run-routing-test.ts';

/** One RoutingTest document and what became of its tests. */
export type TestedDocument = { readonly document: RoutingTest; readonly results: readonly RouteTestResult[] };

/** Runs every RoutingTest document of a workspace. */
export function runTests({ config }: Decoded, assume: 'auto' | 'always' | 'never'): TestedDocument[] {
  return readRoutingTests(config.others).map((document) => ({
    document,
    results: runRoutingTest(config, document, { assume }),
  }));
}
