import type { HTTPFault, Route } from './config.ts';
import { durationMillis } from './duration.ts';
import { percentOf } from './fractional-percent.ts';
import type { LocalReply } from './local-reply.ts';
import type { FaultSummary } from './trace.ts';

/** The fault of a route in plain numbers, or null where it has none. */
export function faultSummary(route: Route): FaultSummary | null {
  const fault = route.typedPerFilterConfig?.['envoy.filters.http.fault'];
  if (!fault) return null;
  return { delay: delaySummary(fault), abort: abortSummary(fault) };
}

/** What a fault does to every request: a fault of a percentage between 0 and 100 is left out (conformance/README). */
export type CertainFault = { readonly flags: readonly string[]; readonly abort: LocalReply | null };

/**
 * The delay comes first and then the abort, each with its own flag (Envoy: filters/http/fault/fault_filter.cc; istio-semantics R5.26, R5.27).
 * A delay of less than a millisecond is none.
 */
export function certainFault(fault: FaultSummary | null): CertainFault {
  const delays = fault?.delay && fault.delay.percent >= 100 && durationMillis(fault.delay.fixedDelay) >= 1;
  const delayFlags = delays ? ['DI'] : [];
  const abort = fault?.abort;
  if (!abort || abort.percent < 100 || (abort.httpStatus === null && abort.grpcStatus === null)) {
    return { flags: delayFlags, abort: null };
  }
  const flags = [...delayFlags, 'FI'];
  return {
    flags,
    abort: {
      status: abort.httpStatus ?? 200,
      body: 'fault filter abort',
      flags,
      details: 'fault_filter_abort',
      grpcStatus: abort.httpStatus === null ? abort.grpcStatus : null,
    },
  };
}

function delaySummary({ delay }: HTTPFault): FaultSummary['delay'] {
  return delay ? { percent: percentOf(delay.percentage), fixedDelay: delay.fixedDelay ?? '0s' } : null;
}

function abortSummary({ abort }: HTTPFault): FaultSummary['abort'] {
  if (!abort) return null;
  const httpStatus = abort.httpStatus ?? null;
  return {
    percent: percentOf(abort.percentage),
    httpStatus,
    grpcStatus: httpStatus === null ? (abort.grpcStatus ?? null) : null,
  };
}
