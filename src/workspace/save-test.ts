import type { RoutingEdit } from '../edits/routing-edit.ts';
import type { Trace } from '../envoy/trace.ts';
import { freeName } from '../istio/free-name.ts';
import { isObject } from '../istio/sanitize.ts';
import { expectationOf } from '../routetest/expectation-of.ts';
import { callerKey } from '../routetest/known-callers.ts';
import { exportRoutingTest, writtenTest } from '../routetest/formats/routing-test-export.ts';
import type { Expectation, RouteTest } from '../routetest/route-test.ts';
import { askedOf } from './answer.ts';
import type { RouteTestResult } from '../routetest/run-route-test.ts';
import type { Ask, WorkspaceState } from './workspace.ts';

/**
 * The edit that keeps the question and its present answer as a test: behind the tests that are there, or in a RoutingTest document of its own. A sentence
 * where there is nothing to keep.
 */
export function saveTestEdit({ ask, verdict, decoded, tests }: WorkspaceState): RoutingEdit | string {
  if (!verdict) return 'Ask a request first: its answer is what the test expects.';
  const results = tests.flatMap((document) => document.results);
  const test = testOf(ask, verdict.trace);
  if (results.some((result) => holds(result, test))) return 'The request and this answer are a test already.';
  const names = new Set(results.map((result) => result.test.name));
  const named = { ...test, name: freeName(test.name, (name) => names.has(name), ' ') };
  const document = decoded.config.others.findLast(
    ({ kind, apiVersion }) => kind === 'RoutingTest' && apiVersion.startsWith('signalbox/'),
  );
  if (!document) return { type: 'addDocument', value: exportRoutingTest('routing', [named]).value };
  const written = isObject(document.spec) && Array.isArray(document.spec['tests']) ? document.spec['tests'] : [];
  return {
    type: 'setField',
    object: document.source,
    field: ['spec', 'tests', written.length],
    value: writtenTest(named),
  };
}

type Saved = Omit<RouteTest, 'source'>;

/** Whether a test asks the same, expects all that `test` does, and passes. */
function holds({ test: known, differences }: RouteTestResult, test: Saved): boolean {
  return (
    differences.length === 0 &&
    callerKey(known.from) === callerKey(test.from) &&
    JSON.stringify(known.request) === JSON.stringify(test.request) &&
    Object.keys(test.expect).every((field) => field in known.expect)
  );
}

function testOf(ask: Ask, trace: Trace): Saved {
  const { caller, method, url, headers } = askedOf(ask);
  return {
    name: nameOf(ask, trace),
    why: null,
    from: caller,
    request: { method, url, headers },
    expect: worthKeeping(expectationOf(trace)),
  };
}

function nameOf({ method, url }: Ask, trace: Trace): string {
  const path = url.replace(/^[a-z]+:\/\//i, '');
  return `${method} ${path}${trace.route?.name ? ` via ${trace.route.name}` : ''}`;
}

/** What is worth holding on to: where it goes, by which rule, and what is answered where nothing is reached; not every header on its way. */
function worthKeeping({
  destinations,
  route,
  virtualHost,
  status,
  flags,
  connection,
  fault,
}: Expectation): Expectation {
  return {
    ...(destinations && { destinations }),
    ...(route && { route }),
    ...(virtualHost !== undefined && { virtualHost }),
    ...(status !== undefined && { status }),
    ...(flags?.length && { flags }),
    ...(connection && { connection }),
    ...(fault && { fault }),
  };
}
