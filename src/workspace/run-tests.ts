import type { Decoded } from '../istio/decode.ts';
import type { IstioVersion } from '../pilot/versions.ts';
import { readRoutingTests } from '../routetest/read-routing-tests.ts';
import type { RoutingTest } from '../routetest/route-test.ts';
import type { RouteTestResult } from '../routetest/run-route-test.ts';
import { runRoutingTest } from '../routetest/run-routing-test.ts';
import { scalarText } from '../yaml/scalar-text.ts';
import type { YamlStream } from '../yaml/stream.ts';

/** One RoutingTest document and what became of its tests. */
export type TestedDocument = { readonly document: RoutingTest; readonly results: readonly RouteTestResult[] };

/** Runs every RoutingTest document of a workspace. */
export function runTests(
  stream: YamlStream,
  { config }: Decoded,
  assume: 'auto' | 'always' | 'never',
  version: IstioVersion,
): TestedDocument[] {
  const tests = readRoutingTests(config.others, scalarText(stream));
  return tests.map((document) => ({
    document,
    results: runRoutingTest(config, document, { assume, version }),
  }));
}
