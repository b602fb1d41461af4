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

/** What is told of the request by value. What each rule says of it follows from these and the rules, and is found out when it is first looked at. */
const told = [
  'listener',
  'filterChain',
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

/** Virtual hosts and routes are the same objects while nothing of their rules changes: hundreds of rules are not compared one by one. */
function isSameTrace(a: Trace, b: Trace): boolean {
  return a.virtualHost === b.virtualHost && a.route === b.route && told.every((name) => equalValues(a[name], b[name]));
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
