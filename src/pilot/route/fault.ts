import type { HTTPFault } from '../../envoy/config.ts';
import { parseDuration, protobufDuration } from '../../istio/duration.ts';
import type { HTTPFaultInjection } from '../../istio/virtual-service.ts';
import { hundredths, millionths } from './percent.ts';

/** The numbers of gRPC's status names. */
const grpcStatuses = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

/** The fault filter's configuration for a rule (istio-semantics R5.25–R5.27; route.go:TranslateFault). Without a percentage a fault never fires. */
export function faultFilter({ delay, abort }: HTTPFaultInjection): HTTPFault {
  const fixedDelay = delay?.fixedDelay === undefined ? null : parseDuration(delay.fixedDelay);
  const kind = abort && abortKind(abort);
  return {
    ...(delay && fixedDelay !== null
      ? {
          delay: {
            fixedDelay: protobufDuration(fixedDelay),
            percentage: delay.percentage ? millionths(delay.percentage) : hundredths(delay.percent ?? 0),
          },
        }
      : {}),
    ...(kind ? { abort: { ...kind, ...(abort.percentage ? { percentage: millionths(abort.percentage) } : {}) } } : {}),
  };
}

function abortKind({ httpStatus, grpcStatus }: NonNullable<HTTPFaultInjection['abort']>) {
  if (httpStatus !== undefined) return { httpStatus };
  const number = grpcStatuses.indexOf(grpcStatus ?? '');
  return number < 0 ? null : { grpcStatus: number };
}
