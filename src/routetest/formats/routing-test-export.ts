import type { RouteTest } from '../route-test.ts';
import type { Exported } from './exported-tests.ts';

/** Tests as a RoutingTest document (design §3). */
export function exportRoutingTest(name: string, tests: readonly RouteTest[]): Exported {
  const value = {
    apiVersion: 'signalbox/v1',
    kind: 'RoutingTest',
    metadata: { name },
    spec: { tests: tests.map(testOf) },
  };
  return { value, lost: [] };
}

function testOf({ name, why, from, request, expect }: RouteTest) {
  const { method, url, headers } = request;
  const names = new Set(headers.map(([header]) => header));
  const written = names.size === headers.length ? Object.fromEntries(headers) : headers;
  return {
    name,
    ...(why !== null && { why }),
    from,
    request: { ...(method !== 'GET' && { method }), url, ...(headers.length > 0 && { headers: written }) },
    expect,
  };
}
