import type { RoutingEdit } from '../edits/routing-edit.ts';
import type { Trace } from '../envoy/trace.ts';
import { isObject } from '../istio/sanitize.ts';
import { expectationOf } from '../routetest/expectation-of.ts';
import { exportRoutingTest, writtenTest } from '../routetest/formats/routing-test-export.ts';
import type { Expectation } from '../routetest/route-test.ts';
import { askedOf } from './answer.ts';
import type { Ask, WorkspaceState } from './workspace.ts';

/** The edit that keeps the question and its present answer as a test: behind the tests that are there, or in a RoutingTest document of its own. */
export function saveTestEdit({ ask, verdict, decoded }: WorkspaceState): RoutingEdit | null {
  if (!verdict) return null;
  const test = testOf(ask, verdict.trace);
  const document = decoded.config.others.findLast(
    ({ kind, apiVersion }) => kind === 'RoutingTest' && apiVersion.startsWith('signalbox/'),
  );
  if (!document) return { type: 'addDocument', value: exportRoutingTest('routing', [test]).value };
  const tests = isObject(document.spec) && Array.isArray(document.spec['tests']) ? document.spec['tests'] : [];
  return {
    type: 'setField',
    object: document.source,
    field: ['spec', 'tests', tests.length],
    value: writtenTest(test),
  };
}

function testOf(ask: Ask, trace: Trace) {
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
