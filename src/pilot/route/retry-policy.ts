import type { RetryPolicy } from '../../envoy/config.ts';
import type { HTTPRetry } from '../../istio/virtual-service.ts';
import { protobufDuration } from '../duration.ts';

const DEFAULT_RETRY_ON = 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes';

/** Retries go to another host than the ones tried, unless a consistent hash pins the host (istio-semantics R5.21). */
export type HostChoice = 'other-hosts' | 'any-host';

const otherHosts = { retryHostPredicate: [{ name: 'envoy.retry_host_predicates.previous_hosts', typedConfig: {} }] };

/**
 * The retries of a route; none for `attempts: 0`, Istio's default for no policy at all (istio-semantics §5.5; route/retry/retry.go:ConvertPolicy).
 *
 * @param hosts what holds where the policy does not say.
 */
export function retryPolicy(retries: HTTPRetry | undefined, hosts: HostChoice): RetryPolicy | null {
  const ignorePrevious = retries?.retryIgnorePreviousHosts ?? hosts === 'other-hosts';
  const always = { ...(ignorePrevious && otherHosts), hostSelectionRetryMaxAttempts: '5' };
  if (!retries) return { retryOn: DEFAULT_RETRY_ON, numRetries: 2, ...always };
  const { attempts = 0, retryOn = '', retryRemoteLocalities } = retries;
  if (attempts <= 0) return null;
  const perTryTimeout = protobufDuration(retries.perTryTimeout ?? '');
  const baseInterval = protobufDuration(retries.backoff ?? '');
  return {
    ...(retryOn === '' ? { retryOn: DEFAULT_RETRY_ON } : conditions(retryOn)),
    numRetries: attempts,
    ...(perTryTimeout && { perTryTimeout }),
    ...always,
    ...(retryRemoteLocalities && { retryPriority: { name: 'envoy.retry_priorities.previous_priorities' } }),
    ...(baseInterval && { retryBackOff: { baseInterval } }),
  };
}

/** Status codes stand among the conditions; they need a condition of their own. */
function conditions(retryOn: string): Pick<RetryPolicy, 'retryOn' | 'retriableStatusCodes'> {
  const parts = retryOn
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const names = parts.filter((part) => !isStatusCode(part)).join(',');
  const retriableStatusCodes = parts.filter(isStatusCode).map(Number);
  if (retriableStatusCodes.length === 0) return { retryOn: names };
  const missing = names.includes('retriable-status-codes') ? '' : ',retriable-status-codes';
  return { retryOn: names + missing, retriableStatusCodes };
}

/** Whether a word is a code that HTTP has a name for (Go: http.StatusText). */
function isStatusCode(word: string): boolean {
  return /^\d+$/.test(word) && statusCodes.has(Number(word));
}

const statusCodes: ReadonlySet<number> = new Set([
  ...range(100, 103),
  ...range(200, 208),
  226,
  ...range(300, 305),
  307,
  308,
  ...range(400, 418),
  ...range(421, 426),
  428,
  429,
  431,
  451,
  ...range(500, 508),
  510,
  511,
]);

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
