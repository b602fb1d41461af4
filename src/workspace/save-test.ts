import type { RoutingEdit } from '../edits/routing-edit.ts';
import type { Trace } from '../envoy/trace.ts';
import { isObject } from '../istio/sanitize.ts';
import { parseClusterName } from '../pilot/cluster-name.ts';
import type { Ask, WorkspaceState } from './workspace.ts';

/** The edit that keeps the question and its present answer as a test: behind the tests that are there, or in a RoutingTest document of its own. */
export function saveTestEdit({ ask, verdict, decoded }: WorkspaceState): RoutingEdit | null {
  if (!verdict) return null;
  const test = testOf(ask, verdict.trace);
  const document = decoded.config.others.findLast(
    ({ kind, apiVersion }) => kind === 'RoutingTest' && apiVersion.startsWith('signalbox/'),
  );
  if (!document) {
    const value = {
      apiVersion: 'signalbox/v1',
      kind: 'RoutingTest',
      metadata: { name: 'routing' },
      spec: { tests: [test] },
    };
    return { type: 'addDocument', value };
  }
  const tests = isObject(document.spec) && Array.isArray(document.spec['tests']) ? document.spec['tests'] : [];
  return { type: 'setField', object: document.source, field: ['spec', 'tests', tests.length], value: test };
}

function testOf(ask: Ask, trace: Trace): Record<string, unknown> {
  const headers = ask.headers.filter(([name]) => name !== '');
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  return {
    name: nameOf(ask, trace),
    from: ask.caller,
    request: {
      ...(ask.method === 'GET' ? {} : { method: ask.method }),
      url: ask.url,
      ...(headers.length === 0
        ? {}
        : { headers: names.size === headers.length ? Object.fromEntries(headers) : headers }),
    },
    expect: expectationOf(trace),
  };
}

function nameOf({ method, url }: Ask, trace: Trace): string {
  const path = url.replace(/^[a-z]+:\/\//i, '');
  return `${method} ${path}${trace.route?.name ? ` via ${trace.route.name}` : ''}`;
}

/** What is worth holding on to: where it goes, by which rule, and what is answered where nothing is reached. */
function expectationOf({ destinations, route, virtualHost, outcome }: Trace): Record<string, unknown> {
  return {
    destinations: destinations.map(({ cluster, percent }) => {
      const { host, port, subset } = parseClusterName(cluster) ?? { host: cluster, port: null, subset: '' };
      const weight = Math.round(percent * 100) / 100;
      return { host, ...(port === null ? {} : { port }), ...(subset === '' ? {} : { subset }), weight };
    }),
    ...(route?.name ? { route: route.name } : {}),
    ...(virtualHost ? { virtualHost: virtualHost.name } : {}),
    ...(outcome?.status ? { status: outcome.status } : {}),
    ...(outcome?.flags.length ? { flags: outcome.flags } : {}),
    ...(outcome && outcome.connection !== 'ok' ? { connection: outcome.connection } : {}),
  };
}
