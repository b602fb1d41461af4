import type { Outcome, Trace } from '../envoy/trace.ts';
import { BLACK_HOLE_CLUSTER, parseClusterName } from '../pilot/cluster-name.ts';
import type { Expectation } from './route-test.ts';

/**
 * What a trace came to, as a test would expect it: everything that is the same on every draw. A test that expects it passes.
 */
export function expectationOf(trace: Trace): Expectation {
  const outcomes = trace.draws.map(({ outcome }) => outcome);
  const common = <Value>(read: (outcome: Outcome) => Value | null | undefined): Value | undefined =>
    commonValue(outcomes.map(read));
  const reached = outcomes.every(({ upstream }) => upstream !== null);
  const connection = common((outcome) => outcome.connection);
  const mirrors = mergeShares(trace.mirrors).map(([cluster, percent]) => destinationOf(cluster, { percent }));
  const responseHeaders = commonEntries(outcomes.map((outcome) => outcome.responseHeaders));
  return withoutNothing({
    destinations: mergeShares(trace.destinations).map(([cluster, weight]) => destinationOf(cluster, { weight })),
    route: trace.route ? (trace.route.name ?? '') : undefined,
    virtualHost: trace.virtualHost?.name,
    status: common(({ status }) => status),
    flags: common(({ flags }) => flags),
    details: common(({ details }) => details),
    connection: connection === 'ok' ? undefined : connection,
    fault: faultOf(trace),
    upstream: reached
      ? withoutNothing({
          path: common(({ upstream }) => upstream?.path),
          authority: common(({ upstream }) => upstream?.authority),
          method: common(({ upstream }) => upstream?.method),
          headers: commonEntries(outcomes.map(({ upstream }) => upstream?.headers ?? {})),
        })
      : undefined,
    response: responseHeaders && { headers: responseHeaders },
    mirrors: mirrors.length > 0 ? mirrors : undefined,
  });
}

type Share = { readonly cluster: string; readonly percent: number };

/** A destination that a route names twice is one; where Istio sends what it blocks is none. */
function mergeShares(shares: readonly Share[]): [cluster: string, percent: number][] {
  const byCluster = new Map<string, number>();
  for (const { cluster, percent } of shares) byCluster.set(cluster, (byCluster.get(cluster) ?? 0) + percent);
  byCluster.delete(BLACK_HOLE_CLUSTER);
  return [...byCluster].map(([cluster, percent]) => [cluster, Math.round(percent * 100) / 100]);
}

/** How a test names a cluster; one of no service (PassthroughCluster) is its own host. */
function destinationOf<Share>(cluster: string, share: Share) {
  const { host, port, subset } = parseClusterName(cluster) ?? { host: cluster, port: undefined, subset: '' };
  return withoutNothing({ host, port, subset: subset === '' ? undefined : subset, ...share });
}

function faultOf({ fault }: Trace): Expectation['fault'] {
  if (!fault) return undefined;
  const { delay, abort } = fault;
  return withoutNothing({
    delay: delay ?? undefined,
    abort: abort
      ? withoutNothing({
          percent: abort.percent,
          httpStatus: abort.httpStatus ?? undefined,
          grpcStatus: abort.grpcStatus ?? undefined,
        })
      : undefined,
  });
}

function commonValue<Value>(values: readonly (Value | null | undefined)[]): Value | undefined {
  const [first, ...others] = values;
  const text = JSON.stringify(first);
  return others.every((other) => JSON.stringify(other) === text) ? (first ?? undefined) : undefined;
}

/** The headers that are the same on every draw; undefined where there are none. */
function commonEntries(
  headers: readonly Readonly<Record<string, string>>[],
): Readonly<Record<string, string>> | undefined {
  const [first = {}, ...others] = headers;
  const common = Object.entries(first).filter(([name, value]) => others.every((other) => other[name] === value));
  return common.length > 0 ? Object.fromEntries(common) : undefined;
}

/** What is absent is not compared; what is undefined would be shown. */
function withoutNothing<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
