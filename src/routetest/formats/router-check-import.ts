import { parseClusterName } from '../../pilot/cluster-name.ts';
import { child, report, type Field } from '../../istio/field.ts';
import { describe, readList, readMapping, readNumber, readString } from '../../istio/field-reader.ts';
import type { Caller } from '../../istio/caller.ts';
import type { TestRequest } from '../../istio/test-request.ts';
import type { Expectation, RouteTest } from '../route-test.ts';
import { readHeaderMatches } from './router-check-headers.ts';

const inputs = [
  'authority',
  'path',
  'method',
  'ssl',
  'internal',
  'random_value',
  'runtime',
  'additional_request_headers',
  'additional_response_headers',
  'dynamic_metadata',
];
const asserts = [
  'cluster_name',
  'virtual_cluster_name',
  'virtual_host_name',
  'host_rewrite',
  'path_rewrite',
  'path_redirect',
  'code_redirect',
  'request_header_matches',
  'response_header_matches',
  'request_header_fields',
  'response_header_fields',
];

/**
 * Tests of Envoy's router check tool (its docs: configuration/operations/tools/router_check.rst; test/tools/router_check/validation.proto).
 * An empty text means that nothing is there. Which of several clusters a `random_value` draws is not told apart: all are destinations.
 */
export function importRouterCheck(document: Field, from: Caller): RouteTest[] {
  return readList(child(document, 'tests')).flatMap((item, index) => {
    const problems: Field['problems'] = [];
    const test = { ...item, problems };
    const read = readTest(test, index, from);
    document.problems.push(...problems);
    return read && problems.length === 0 ? [read] : [];
  });
}

function readTest(test: Field, index: number, from: Caller): RouteTest | null {
  if (!readMapping(test, ['test_name', 'input', 'validate'])) return null;
  const request = readInput(child(test, 'input'), from);
  const expect = readValidate(child(test, 'validate'));
  const name = readString(child(test, 'test_name')) ?? `test ${index + 1}`;
  return request && { name, why: null, from, request, expect, source: test.source };
}

function readInput(input: Field, from: Caller): TestRequest | null {
  if (!readMapping(input, inputs)) return null;
  for (const name of ['runtime', 'dynamic_metadata', 'additional_response_headers']) {
    const field = child(input, name);
    if (field.value !== undefined) report(field, `A request here has no ${name}.`);
  }
  const authority = readString(child(input, 'authority'));
  const path = readString(child(input, 'path'));
  if (!authority || !path) {
    report(input, 'The input needs an authority and a path.');
    return null;
  }
  const ssl = child(input, 'ssl').value === true;
  const headers = [
    // The tool says by this header that the client spoke TLS. At a gateway the client does; a sidecar is told.
    ...(ssl && !('gateway' in from) ? [['x-forwarded-proto', 'https'] as const] : []),
    ...(child(input, 'internal').value === true ? [['x-envoy-internal', 'true'] as const] : []),
    ...readList(child(input, 'additional_request_headers')).flatMap((header) => {
      const name = readString(child(header, 'key'));
      return name === undefined ? [] : [[name, readString(child(header, 'value')) ?? ''] as const];
    }),
  ];
  const scheme = ssl && 'gateway' in from ? 'https' : 'http';
  return { method: readString(child(input, 'method')) ?? 'GET', url: `${scheme}://${authority}${path}`, headers };
}

function readValidate(validate: Field): Expectation {
  if (!readMapping(validate, asserts)) return {};
  const text = (name: string) => readString(child(validate, name));
  const virtualCluster = child(validate, 'virtual_cluster_name');
  if (virtualCluster.value) report(virtualCluster, 'Istio makes no virtual clusters: none can be expected.');
  const cluster = text('cluster_name');
  const virtualHost = text('virtual_host_name');
  const location = text('path_redirect');
  const status = readNumber(child(validate, 'code_redirect'));
  const request = readHeaderMatches(validate, 'request');
  const response = readHeaderMatches(validate, 'response');
  // The tool knows the host of a request only where a cluster answers.
  const answered = cluster === '' || virtualHost === '';
  const upstream = { ...definedOnly({ path: text('path_rewrite'), authority: text('host_rewrite') }), ...request };
  const expect = {
    ...(cluster ? { destinations: [destinationOf(cluster)] } : answered && { destinations: [] }),
    ...(virtualHost && { virtualHost }),
    ...(status !== undefined && { status }),
    ...(Object.keys(upstream).length > 0 && { upstream }),
    ...responseOf(location, response),
  };
  if (Object.keys(expect).length === 0 && validate.problems.length === 0) {
    report(validate, `Something to compare is needed here, not ${describe(validate.value)}.`);
  }
  return expect;
}

function destinationOf(cluster: string): { host: string; port?: number; subset?: string } {
  const identity = parseClusterName(cluster);
  if (!identity) return { host: cluster };
  const { host, port, subset } = identity;
  return { host, port, ...(subset !== '' && { subset }) };
}

function responseOf(location: string | undefined, matches: Expectation['response']): Pick<Expectation, 'response'> {
  if (location === undefined) return matches && Object.keys(matches).length > 0 ? { response: matches } : {};
  if (location === '')
    return { response: { ...matches, absentHeaders: [...(matches?.absentHeaders ?? []), 'location'] } };
  return { response: { ...matches, headers: { ...matches?.headers, location } } };
}

/** Empty texts name nothing that an upstream could have seen. */
function definedOnly(texts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
