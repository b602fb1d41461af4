import type { ConfigObject } from '../istio/config.ts';
import { sourceInside } from '../istio/source.ts';
import { child, report, type Field } from '../istio/field.ts';
import { isObject } from '../istio/sanitize.ts';
import { readList, readMapping, readString } from './field-reader.ts';
import { readExpectation } from './read-expectation.ts';
import { readHeaderLines, type ScalarText } from './read-headers.ts';
import type { Caller, RouteTest, RoutingTest, TestRequest } from './route-test.ts';

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
  const isMapping = readMapping(test, ['name', 'why', 'from', 'request', 'expect']) !== null;
  const from = isMapping ? readCaller(child(test, 'from')) : null;
  const request = isMapping ? readRequest(child(test, 'request'), text) : null;
  const expect = readExpectation(child(test, 'expect'), text);
  const name = readString(child(test, 'name')) ?? `test ${index + 1}`;
  const why = readString(child(test, 'why')) ?? null;
  field.problems.push(...problems);
  if (!from || !request || problems.length > 0) return null;
  return { name, why, from, request, expect, source: field.source };
}

function readCaller(field: Field): Caller | null {
  if (isObject(field.value) && 'gateway' in field.value) {
    if (!readMapping(field, ['gateway'])) return null;
    const gateway = readWorkload(child(field, 'gateway'));
    return gateway && { gateway };
  }
  return readWorkload(field);
}

function readWorkload(field: Field): { namespace: string; labels: Record<string, string> } | null {
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

function readRequest(field: Field, text: ScalarText): TestRequest | null {
  if (!readMapping(field, ['method', 'url', 'headers'])) return null;
  const url = readString(child(field, 'url'));
  if (url === undefined) {
    report(field, 'A request needs a url, such as http://reviews:9080/reviews/1.');
    return null;
  }
  return {
    method: readString(child(field, 'method')) ?? 'GET',
    url,
    headers: readHeaderLines(child(field, 'headers'), text),
  };
}
