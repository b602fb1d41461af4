import type { IstioConfig } from '../istio/config.ts';
import { createPushContext } from '../pilot/push-context.ts';
import { requestedAuthority } from '../pilot/split-url.ts';
import type { IstioVersion } from '../pilot/versions.ts';
import type { HeaderComparison } from './difference.ts';
import type { RouteTest, RoutingTest } from './route-test.ts';
import { withoutRefused } from './without-refused.ts';
import { runRouteTest, type CallerCache, type RouteTestResult } from './run-route-test.ts';

export type RunOptions = {
  /** As in `createPushContext`. */
  readonly assume?: 'auto' | 'always' | 'never';
  readonly version?: IstioVersion;
  readonly headers?: HeaderComparison;
};

/** Runs all tests of a RoutingTest document against a configuration, without the objects that the document says admission refuses. */
export function runRoutingTest(
  config: IstioConfig,
  routingTest: RoutingTest,
  options: RunOptions = {},
): RouteTestResult[] {
  const { tests, refused } = routingTest;
  const push = createPushContext(withoutRefused(config, refused), {
    ...(options.assume && { assume: options.assume }),
    ...(options.version && { version: options.version }),
    requests: requestedAuthorities(tests),
  });
  const cache: CallerCache = new Map();
  return tests.map((test) => runRouteTest(push, test, cache, options.headers));
}

/** The authorities that tests ask for, so that assumed services have these ports. */
export function requestedAuthorities(tests: readonly Pick<RouteTest, 'request'>[]): string[] {
  return tests.flatMap(({ request }) => requestedAuthority(request.url) ?? []);
}
