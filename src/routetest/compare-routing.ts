import { routeRequest } from '../envoy/route-request.ts';
import type { Trace } from '../envoy/trace.ts';
import { groupBy } from '../istio/group-by.ts';
import type { IstioConfig } from '../istio/config.ts';
import type { ScalarText } from '../istio/read-headers.ts';
import { dial } from '../pilot/dial.ts';
import { createPushContext } from '../pilot/push-context.ts';
import { callerKey, knownCallers } from './known-callers.ts';
import { readRoutingTests } from './read-routing-tests.ts';
import type { Caller } from '../istio/caller.ts';
import type { TestRequest } from '../istio/test-request.ts';
import type { RouteTest } from './route-test.ts';
import { requestedAuthorities, type RunOptions } from './run-routing-test.ts';
import { callerProxy, type CallerCache } from './run-route-test.ts';
import { witnessRequests } from './witness-requests.ts';

/** A request that is answered otherwise than before. */
export type RoutingChange = {
  /** Those for whom the change is the same; at least one. */
  readonly callers: readonly Caller[];
  readonly request: TestRequest;
  readonly before: Trace;
  readonly after: Trace;
};

/** A configuration, and plain scalars of its text as they are written (for the header values of tests). */
export type RoutingSide = { readonly config: IstioConfig; readonly text: ScalarText };

/** Callers beyond these are most likely more of the same. */
const MAX_CALLERS = 24;

/**
 * Which requests go elsewhere, or are answered otherwise, than under another configuration: those of the workspace's tests, and requests made from the rules
 * of either side, asked by every caller that either side names.
 */
export function compareRouting(
  before: RoutingSide,
  after: RoutingSide,
  { assume, version }: Required<Pick<RunOptions, 'assume' | 'version'>>,
): RoutingChange[] {
  const tests = [before, after].flatMap(testsOf);
  const requests = requestedAuthorities(tests);
  const sides = [before, after].map(({ config }) => ({
    push: createPushContext(config, { assume, version, requests }),
    cache: new Map() as CallerCache,
  }));
  const asked = new Set<string>();
  const changes = callersOf(before.config, after.config, tests).flatMap((from) => {
    const own = tests.filter((test) => callerKey(test.from) === callerKey(from)).map(({ request }) => request);
    const made = sides.flatMap(({ push, cache }) => witnessRequests(callerProxy(push, from, cache).generated.config));
    return [...own, ...made].flatMap((request): ChangeForOne[] => {
      const key = JSON.stringify([callerKey(from), request]);
      if (asked.has(key)) return [];
      asked.add(key);
      const [old, now] = sides.map(({ push, cache }) => {
        const { proxy, compiled } = callerProxy(push, from, cache);
        return routeRequest(compiled, dial(push, proxy, request));
      });
      return old && now && answerOf(old) !== answerOf(now) ? [{ from, request, before: old, after: now }] : [];
    });
  });
  return grouped(changes);
}

type ChangeForOne = Omit<RoutingChange, 'callers'> & { readonly from: Caller };

function grouped(changes: readonly ChangeForOne[]): RoutingChange[] {
  const same = ({ request, before, after }: ChangeForOne) =>
    JSON.stringify([request, answerOf(before), answerOf(after)]);
  return [...groupBy(changes, same).values()].flatMap((group): RoutingChange[] => {
    const callers = group.map(({ from }) => from);
    return group.slice(0, 1).map(({ request, before, after }) => ({ callers, request, before, after }));
  });
}

function testsOf({ config, text }: RoutingSide): RouteTest[] {
  return readRoutingTests(config.others, text).flatMap(({ tests }) => tests);
}

function callersOf(before: IstioConfig, after: IstioConfig, tests: readonly { readonly from: Caller }[]): Caller[] {
  const callers = [...tests.map(({ from }) => from), ...knownCallers(after), ...knownCallers(before)];
  return [...new Map(callers.map((caller) => [callerKey(caller), caller])).values()].slice(0, MAX_CALLERS);
}

/** What of an answer counts as a change: where it goes in which shares, and what is answered. */
function answerOf({ destinations, outcome }: Trace): string {
  const shares = destinations.map(({ cluster, percent }) => [cluster, Math.round(percent * 100)]);
  return JSON.stringify([
    shares,
    outcome?.status,
    outcome?.flags,
    outcome?.connection,
    outcome?.upstream?.path,
    outcome?.responseHeaders['location'],
  ]);
}
