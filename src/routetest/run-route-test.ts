import { compileProxy, routeRequest, type CompiledProxy } from '../envoy/route-request.ts';
import type { Trace } from '../envoy/trace.ts';
import { dial } from '../pilot/dial.ts';
import { generateProxyConfig, type Generated } from '../pilot/generate.ts';
import type { Proxy } from '../pilot/proxy.ts';
import type { PushContext } from '../pilot/push-context.ts';
import { repeatedHeaderLines } from '../pilot/versions.ts';
import { compareTest } from './compare-test.ts';
import type { Difference, HeaderComparison } from './difference.ts';
import type { Caller } from '../istio/caller.ts';
import type { RouteTest } from './route-test.ts';

/** The configuration of one caller, generated and compiled once. */
export type CallerProxy = { readonly proxy: Proxy; readonly generated: Generated; readonly compiled: CompiledProxy };

/** Callers that were asked for already, for one push context. */
export type CallerCache = Map<string, CallerProxy>;

export type RouteTestResult = {
  readonly test: RouteTest;
  readonly trace: Trace;
  /** [] is a pass. */
  readonly differences: readonly Difference[];
};

/** The proxy of a caller, from the cache where it stands there. */
export function callerProxy(push: PushContext, caller: Caller, cache: CallerCache): CallerProxy {
  const proxy = proxyOf(caller);
  const key = JSON.stringify([proxy.type, proxy.namespace, Object.entries(proxy.labels)]);
  const cached = cache.get(key);
  if (cached) return cached;
  const generated = generateProxyConfig(push, proxy);
  const made = { proxy, generated, compiled: compileFor(push, generated) };
  cache.set(key, made);
  return made;
}

/** A caller's configuration, compiled as the Envoy of the version at hand reads it. */
export function compileFor({ version }: PushContext, { config }: Generated): CompiledProxy {
  return compileProxy(config, { repeatedHeaderLines: repeatedHeaderLines(version) });
}

/** Runs one test through both engines and compares. Pure but for the cache; never throws. */
export function runRouteTest(
  push: PushContext,
  test: RouteTest,
  cache: CallerCache,
  headers: HeaderComparison = 'listed',
): RouteTestResult {
  const { proxy, compiled } = callerProxy(push, test.from, cache);
  const trace = routeRequest(compiled, dial(push, proxy, test.request));
  return { test, trace, differences: compareTest(push.config, trace, test.expect, headers) };
}

/** The proxy that a caller is. */
export function proxyOf(caller: Caller): Proxy {
  return 'gateway' in caller ? { type: 'gateway', ...caller.gateway } : { type: 'sidecar', ...caller };
}
