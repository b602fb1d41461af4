import { child, describe, isRecord, readList, readMapping, readString, report, type Field } from '../field-reader.ts';
import { readHeaderMapping } from '../read-headers.ts';
import type { Caller, Expectation, RouteTest, TestRequest } from '../route-test.ts';

const fields = [
  'description',
  'wantMatch',
  'request',
  'route',
  'redirect',
  'rewrite',
  'fault',
  'headers',
  'delegate',
] as const;

/** What a test case says of the winning rule beside its route: compared as it is written, there as here. */
const ruleFields = ['redirect', 'rewrite', 'fault', 'headers'] as const;

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
  if (!readMapping(testCase, fields)) return [];
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
  const delegate = child(testCase, 'delegate');
  if (delegate.value !== undefined) {
    report(delegate, 'A delegate cannot be expected: what counts is where the request goes, so expect its route.');
  }
  const route = child(testCase, 'route');
  const destinations = route.value === undefined ? undefined : destinationsOf(route.value);
  const written = ruleFields.flatMap((field) => {
    const { value } = child(testCase, field);
    return value === undefined || value === null ? [] : [[field, value] as const];
  });
  const rule = [...written, ...(route.value === undefined || destinations ? [] : [['route', route.value] as const])];
  if (rule.length === 0 && !destinations && delegate.value === undefined) {
    report(testCase, 'This test case expects nothing: it needs route, redirect, rewrite, fault or headers.');
  }
  return { ...(destinations && { destinations }), ...(rule.length > 0 && { rule: Object.fromEntries(rule) }) };
}

/**
 * The destinations of a route whose hosts are whole names. Short names mean what the namespace of their VirtualService makes of them, which the
 * tests do not know, and headers of a destination are no part of where it goes: such routes are compared as written (null).
 */
function destinationsOf(route: unknown): NonNullable<Expectation['destinations']> | null {
  if (!Array.isArray(route)) return null;
  const entries: unknown[] = route;
  const weights = entries.map((entry) =>
    isRecord(entry) && typeof entry['weight'] === 'number' ? entry['weight'] : 0,
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const destinations = entries.flatMap((entry, index) => {
    const destination = isRecord(entry) && !('headers' in entry) ? destinationOf(entry['destination']) : null;
    if (!destination) return [];
    const weight = entries.length === 1 ? 100 : ((weights[index] ?? 0) / total) * 100;
    return Number.isFinite(weight) && weight > 0 ? [{ ...destination, weight }] : [];
  });
  return destinations.length === entries.length ? destinations : null;
}

function destinationOf(value: unknown): { host: string; port?: number; subset?: string } | null {
  if (!isRecord(value)) return null;
  const { host, subset, port } = value;
  if (typeof host !== 'string' || !host.includes('.')) return null;
  return {
    host,
    ...(isRecord(port) && typeof port['number'] === 'number' && { port: port['number'] }),
    ...(typeof subset === 'string' && subset !== '' && { subset }),
  };
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
