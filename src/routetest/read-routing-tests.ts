import type { ConfigObject } from '../istio/config.ts';
import { readCaller } from '../istio/caller.ts';
import { child, type Field } from '../istio/field.ts';
import { readList, readMapping, readString } from '../istio/field-reader.ts';
import type { ScalarText } from '../istio/read-headers.ts';
import { sourceInside } from '../istio/source.ts';
import { readTestRequest } from '../istio/test-request.ts';
import { readExpectation } from './read-expectation.ts';
import type { RouteTest, RoutingTest } from './route-test.ts';

/**
 * The RoutingTest documents among objects of any kind (`IstioConfig.others`). A test with anything that cannot be read is no test: it is left out
 * and told at its source. `text` gives plain scalars as they are written, for header values.
 */
export function readRoutingTests(
  objects: readonly ConfigObject<string, unknown>[],
  text: ScalarText = () => null,
): RoutingTest[] {
  return objects
    .filter(({ kind, apiVersion }) => kind === 'RoutingTest' && apiVersion.startsWith('signalbox/'))
    .map((object) => readRoutingTest(object, text));
}

function readRoutingTest({ metadata, spec, source }: ConfigObject<string, unknown>, text: ScalarText): RoutingTest {
  const field: Field = { value: spec ?? {}, source: sourceInside(source, 'spec'), problems: [] };
  if (!readMapping(field, ['refused', 'tests'])) {
    return { name: metadata.name, refused: [], tests: [], problems: field.problems };
  }
  return {
    name: metadata.name,
    refused: readList(child(field, 'refused')).flatMap((item) => readString(item) ?? []),
    tests: readList(child(field, 'tests')).flatMap((item, index) => readTest(item, index, text) ?? []),
    problems: field.problems,
  };
}

function readTest(field: Field, index: number, text: ScalarText): RouteTest | null {
  const problems: Field['problems'] = [];
  const test = { ...field, problems };
  const isMapping = readMapping(test, ['name', 'why', 'from', 'request', 'expect']);
  const from = isMapping ? readCaller(child(test, 'from')) : null;
  const request = isMapping ? readTestRequest(child(test, 'request'), text) : null;
  const expect = readExpectation(child(test, 'expect'), text);
  const name = readString(child(test, 'name')) ?? `test ${index + 1}`;
  const why = readString(child(test, 'why')) ?? null;
  field.problems.push(...problems);
  if (!from || !request || problems.length > 0) return null;
  return { name, why, from, request, expect, source: field.source };
}
