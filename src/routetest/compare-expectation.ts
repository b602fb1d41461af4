import type { Outcome, Trace } from '../envoy/trace.ts';
import { compareDestinations, compareMirrors } from './compare-destinations.ts';
import { compareFault } from './compare-fault.ts';
import type { Difference, HeaderComparison } from './difference.ts';
import type { Expectation } from './route-test.ts';

/**
 * Every field of an expectation that the trace does not meet; [] is a pass. What is not named is not compared. Where a draw decides, every draw
 * must meet it. `headers` says what a header list means: those that must be there ('listed'), or all there are ('complete', as in the
 * measured cases).
 */
export function compareExpectation(
  trace: Trace,
  expect: Expectation,
  headers: HeaderComparison = 'listed',
): Difference[] {
  const drawn = (field: string, expected: unknown, read: (outcome: Outcome) => unknown) =>
    compareDraws(trace, field, expected, read);
  const { upstream, response } = expect;
  return [
    ...compareDestinations(trace, expect.destinations),
    ...compareValue('route', expect.route, trace.route ? (trace.route.name ?? '') : null),
    ...compareValue('virtualHost', expect.virtualHost, trace.virtualHost?.name ?? null),
    ...drawn('status', expect.status, (outcome) => outcome.status),
    ...drawn('flags', expect.flags, (outcome) => outcome.flags),
    ...drawn('details', expect.details, (outcome) => outcome.details),
    ...drawn('connection', expect.connection, (outcome) => outcome.connection),
    ...compareFault(trace.fault, expect.fault),
    ...drawn('upstream.path', upstream?.path, (outcome) => outcome.upstream?.path ?? null),
    ...drawn('upstream.authority', upstream?.authority, (outcome) => outcome.upstream?.authority ?? null),
    ...drawn('upstream.method', upstream?.method, (outcome) => outcome.upstream?.method ?? null),
    ...compareHeaders(trace, 'upstream', upstream, headers, (outcome) => outcome.upstream?.headers ?? {}),
    ...compareHeaders(trace, 'response', response, headers, (outcome) => outcome.responseHeaders),
    ...compareMirrors(trace, expect.mirrors),
  ];
}

function compareValue(field: string, expected: unknown, actual: unknown): Difference[] {
  return expected === undefined || isSame(expected, actual) ? [] : [{ field, expected, actual }];
}

function compareDraws(
  trace: Trace,
  field: string,
  expected: unknown,
  read: (outcome: Outcome) => unknown,
): Difference[] {
  if (expected === undefined) return [];
  const wrong = trace.draws.find(({ outcome }) => !isSame(expected, read(outcome)));
  return wrong ? [{ field, expected, actual: read(wrong.outcome) }] : [];
}

function compareHeaders(
  trace: Trace,
  side: string,
  expected:
    | { readonly headers?: Readonly<Record<string, string>>; readonly absentHeaders?: readonly string[] }
    | undefined,
  comparison: HeaderComparison,
  read: (outcome: Outcome) => Readonly<Record<string, string>>,
): Difference[] {
  if (!expected) return [];
  const listed = Object.entries(expected.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  const wanted = new Map(listed);
  const present = comparison === 'complete' ? commonHeaders(trace, read).filter((name) => !wanted.has(name)) : [];
  const absent = [...new Set([...(expected.absentHeaders ?? []).map((name) => name.toLowerCase()), ...present])];
  const header = (name: string, value: string | null) =>
    compareDraws(trace, `${side}.headers.${name}`, value, (outcome) => read(outcome)[name] ?? null);
  return [...listed.flatMap(([name, value]) => header(name, value)), ...absent.flatMap((name) => header(name, null))];
}

/** Headers that are the same on every draw; the others cannot be listed. */
function commonHeaders(trace: Trace, read: (outcome: Outcome) => Readonly<Record<string, string>>): string[] {
  const [first = {}, ...others] = trace.draws.map(({ outcome }) => read(outcome));
  return Object.keys(first).filter((name) => others.every((headers) => headers[name] === first[name]));
}

function isSame(expected: unknown, actual: unknown): boolean {
  return JSON.stringify(expected) === JSON.stringify(actual);
}
