import type { FaultSummary } from '../envoy/trace.ts';
import type { Difference } from './difference.ts';
import { parseDuration } from '../istio/duration.ts';
import { grpcStatuses } from '../istio/grpc-status.ts';
import type { Expectation } from './route-test.ts';

/** The route's fault against the expected one: percentages, and the delay's length whichever way it is written. */
export function compareFault(actual: FaultSummary | null, expected: Expectation['fault']): Difference[] {
  if (!expected) return [];
  const { delay, abort } = expected;
  const given = { delay: actual?.delay ?? null, abort: actual?.abort ?? null };
  const differs = (field: string, wanted: unknown, is: unknown): Difference[] =>
    wanted === undefined || wanted === is ? [] : [{ field: `fault.${field}`, expected: wanted, actual: is }];
  return [
    ...(actual ? [] : [{ field: 'fault', expected, actual: null }]),
    ...differs('delay.percent', delay?.percent, given.delay?.percent ?? null),
    ...(delay && parseDuration(delay.fixedDelay) !== parseDuration(given.delay?.fixedDelay ?? '')
      ? [{ field: 'fault.delay.fixedDelay', expected: delay.fixedDelay, actual: given.delay?.fixedDelay ?? null }]
      : []),
    ...differs('abort.percent', abort?.percent, given.abort?.percent ?? null),
    ...differs('abort.httpStatus', abort?.httpStatus, given.abort?.httpStatus ?? null),
    ...differs('abort.grpcStatus', codeOf(abort?.grpcStatus), given.abort?.grpcStatus ?? null),
  ];
}

function codeOf(status: string | number | undefined): number | undefined {
  if (status === undefined || typeof status === 'number') return status;
  const index = grpcStatuses.indexOf(status);
  return index < 0 ? Number(status) : index;
}
