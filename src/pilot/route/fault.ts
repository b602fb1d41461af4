import type { HTTPFault } from '../../envoy/config.ts';
import { grpcCode } from '../../istio/grpc-status.ts';
import type { HTTPFaultInjection } from '../../istio/virtual-service.ts';
import { protobufDuration } from '../duration.ts';
import { fractionalPercent, wholePercent } from './percent.ts';

/** The fault of a rule; a kind that Istio does not implement is none (istio-semantics §5.6; route.go:TranslateFault). */
export function translateFault({ delay, abort }: HTTPFaultInjection): HTTPFault {
  return { ...translateDelay(delay), ...translateAbort(abort) };
}

function translateDelay(delay: HTTPFaultInjection['delay']): Pick<HTTPFault, 'delay'> {
  const fixedDelay = protobufDuration(delay?.fixedDelay ?? '');
  if (!delay || !fixedDelay) return {};
  const { percentage, percent = 0 } = delay;
  return { delay: { fixedDelay, percentage: percentage ? fractionalPercent(percentage) : wholePercent(percent) } };
}

/** Without a percentage it never fires (istio-semantics R5.25). */
function translateAbort(abort: HTTPFaultInjection['abort']): Pick<HTTPFault, 'abort'> {
  if (!abort) return {};
  const percentage = abort.percentage ? { percentage: fractionalPercent(abort.percentage) } : {};
  if (abort.httpStatus !== undefined) return { abort: { httpStatus: abort.httpStatus, ...percentage } };
  if (abort.grpcStatus === undefined) return {};
  return { abort: { grpcStatus: grpcCode(abort.grpcStatus) ?? 0, ...percentage } };
}
