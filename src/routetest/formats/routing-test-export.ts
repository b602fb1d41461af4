import type { RouteTest } from '../route-test.ts';
import type { Exported } from './exported-tests.ts';

/** A test wherever it stands. */
type WrittenTest = Omit<RouteTest, 'source'>;

/** Tests as a RoutingTest document (design §3). */
export function exportRoutingTest(name: string, tests: readonly WrittenTest[]): Exported {
  const value = {
    apiVersion: 'signalbox/v1',
    kind: 'RoutingTest',
    metadata: { name },
    spec: { tests: tests.map(writtenTest) },
  };
  return { value, lost: [] };
}

/** A test as it stands in a RoutingTest document; headers in pairs where one is sent more than once. */
export function writtenTest({ name, why, from, request, expect }: WrittenTest) {
  const { method, url, headers } = request;
  const names = new Set(headers.map(([header]) => header.toLowerCase()));
  const written = names.size === headers.length ? Object.fromEntries(headers) : headers;
  return {
    name,
    ...(why !== null && { why }),
    from,
    request: { ...(method !== 'GET' && { method }), url, ...(headers.length > 0 && { headers: written }) },
    expect,
  };
}
