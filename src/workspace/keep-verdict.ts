import type { Trace } from '../envoy/trace.ts';
import { equalValues } from '../yaml/equal-values.ts';
import type { Verdict } from './workspace.ts';

/**
 * The next verdict on the same question, with what says the same as before (the trace, what it rests on, the way) handed on as the same objects: nothing
 * of it need be shown again.
 */
export function keepVerdict(previous: Verdict, next: Verdict): Verdict {
  const trace = isSameTrace(previous.trace, next.trace) ? previous.trace : next.trace;
  const basis = equalValues(previous.basis, next.basis) ? previous.basis : next.basis;
  const path = isSameSet(previous.path, next.path) ? previous.path : next.path;
  return { ...next, trace, basis, path };
}

/** All but what each rule says of the request: that follows from these, and is found out when it is first looked at. */
const parts = [
  'listener',
  'filterChain',
  'virtualHost',
  'route',
  'notes',
  'path',
  'routeConfiguration',
  'domain',
  'destinations',
  'mirrors',
  'fault',
  'outcome',
  'clusters',
  'draws',
] as const satisfies readonly (keyof Trace)[];

function isSameTrace(a: Trace, b: Trace): boolean {
  return parts.every((name) => equalValues(a[name], b[name]));
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
