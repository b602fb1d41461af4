import type { Decoded } from '../istio/decode.ts';
import type { Source } from '../istio/source.ts';
import { readRoutingTests } from '../routetest/read-routing-tests.ts';
import type { RoutingTest } from '../routetest/route-test.ts';
import type { RouteTestResult } from '../routetest/run-route-test.ts';
import { runRoutingTest } from '../routetest/run-routing-test.ts';
import { rangeOf } from '../yaml/locate.ts';
import type { YamlStream } from '../yaml/stream.ts';

/** One RoutingTest document and what became of its tests. */
export type TestedDocument = { readonly document: RoutingTest; readonly results: readonly RouteTestResult[] };

/** Runs every RoutingTest document of a workspace. */
export function runTests(
  stream: YamlStream,
  { config }: Decoded,
  assume: 'auto' | 'always' | 'never',
): TestedDocument[] {
  const tests = readRoutingTests(config.others, (source, of) => scalarText(stream, source, of));
  return tests.map((document) => ({
    document,
    results: runRoutingTest(config, document, { assume }),
  }));
}

/** A plain scalar as it is written: header names and values are texts. */
function scalarText(stream: YamlStream, { document, path }: Source, of: 'value' | 'key'): string | null {
  const yaml = stream.documents[document];
  const range = yaml ? rangeOf(yaml, path)?.[of] : null;
  return yaml && range ? yaml.source.slice(range.start, range.end) : null;
}
