import { child, report, type Field } from '../../istio/field.ts';
import { describe, readList, readMapping, readString } from '../../istio/field-reader.ts';
import { readHeaderMapping } from '../../istio/read-headers.ts';
import type { Caller } from '../../istio/caller.ts';
import type { TestRequest } from '../../istio/test-request.ts';
import type { Expectation, RouteTest } from '../route-test.ts';

/** What a test case says of the winning rule: compared as it is written, there as here. */
const ruleFields = ['route', 'redirect', 'rewrite', 'fault', 'headers', 'delegate'] as const;

/**
 * Test cases of getyourguide/istio-config-validator (its docs/test-cases.md, internal/pkg/unit/unit.go:Run): each is asked with every authority,
 * method and URI that it lists.
 */
export function importConfigValidator(document: Field, from: Caller): RouteTest[] {
  return readList(child(document, 'testCases')).flatMap((item, index) => {
    const problems: Field['problems'] = [];
    const testCase = { ...item, problems };
    const tests = readTestCase(testCase, index, from);
    document.problems.push(...problems);
    return problems.length > 0 ? [] : tests;
  });
}

function readTestCase(testCase: Field, index: number, from: Caller): RouteTest[] {
  if (!readMapping(testCase, ['description', 'wantMatch', 'request', ...ruleFields])) return [];
  const said = readExpected(testCase);
  const expect = child(testCase, 'wantMatch').value === true ? said : { not: said };
  const name = readString(child(testCase, 'description')) ?? `test case ${index + 1}`;
  const requests = readRequests(child(testCase, 'request'));
  return requests.map((request) => ({
    name: requests.length === 1 ? name : `${name}: ${request.method} ${request.url}`,
    why: null,
    from,
    request,
    expect,
    source: testCase.source,
  }));
}

function readExpected(testCase: Field): Omit<Expectation, 'not'> {
  const written = ruleFields.flatMap((field) => {
    const { value } = child(testCase, field);
    return value === undefined || value === null ? [] : [[field, value] as const];
  });
  if (written.length === 0) {
    report(testCase, `This test case expects nothing: it needs one of ${ruleFields.join(', ')}.`);
  }
  return { rule: Object.fromEntries(written) };
}

function readRequests(field: Field): TestRequest[] {
  if (!readMapping(field, ['authority', 'method', 'uri', 'headers'])) return [];
  const [uris, authorities, methods] = ['uri', 'authority', 'method'].map((name) => readTexts(child(field, name)));
  const headers = Object.entries(readHeaderMapping(child(field, 'headers'), () => null) ?? {});
  return (uris ?? []).flatMap((uri) =>
    (authorities ?? []).flatMap((authority) =>
      (methods ?? []).map((method) => ({ method, url: `http://${authority}${uri}`, headers })),
    ),
  );
}

function readTexts(list: Field): string[] {
  const texts = readList(list).flatMap((item) => readString(item) ?? []);
  if (texts.length === 0) report(list, `At least one is needed here, not ${describe(list.value)}.`);
  return texts;
}
