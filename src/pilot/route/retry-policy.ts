import type { RetryPolicy } from '../../envoy/config.ts';
import { parseDuration, protobufDuration } from '../../istio/duration.ts';
import type { HTTPRetry } from '../../istio/virtual-service.ts';

/** What Istio retries by itself (istio-semantics R5.15; retry.go:newRetryPolicy). */
const DEFAULT_RETRY_ON = 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes';
const DEFAULT_ATTEMPTS = 2;

const previousHosts = { name: 'envoy.retry_host_predicates.previous_hosts', typedConfig: {} };

/**
 * The retry policy of a rule, or of a default route (istio-semantics R5.15–R5.21; retry.go:ConvertPolicy). Null: no retries.
 *
 * @param retries the rule's own, else the mesh's `defaultHttpRetryPolicy`
 * @param hash 'hashed': the one destination is chosen by a consistent hash, so a retry may go to the same host again
 */
export function retryPolicy(retries: HTTPRetry | undefined, hash: 'hashed' | 'balanced'): RetryPolicy | null {
  if (retries && !((retries.attempts ?? 0) > 0)) return null;
  const skipsPreviousHosts = retries?.retryIgnorePreviousHosts ?? hash === 'balanced';
  const perTryTimeout = retries?.perTryTimeout === undefined ? null : parseDuration(retries.perTryTimeout);
  const backoff = retries?.backoff === undefined ? null : parseDuration(retries.backoff);
  return {
    ...conditions(retries?.retryOn),
    numRetries: retries?.attempts ?? DEFAULT_ATTEMPTS,
    ...(perTryTimeout === null ? {} : { perTryTimeout: protobufDuration(perTryTimeout) }),
    ...(skipsPreviousHosts ? { retryHostPredicate: [previousHosts] } : {}),
    hostSelectionRetryMaxAttempts: '5',
    ...(backoff === null ? {} : { retryBackOff: { baseInterval: protobufDuration(backoff) } }),
    ...(retries?.retryRemoteLocalities
      ? { retryPriority: { name: 'envoy.retry_priorities.previous_priorities', typedConfig: { updateFrequency: 2 } } }
      : {}),
  };
}

/** Numbers among the conditions are status codes; they need the condition that looks at them (retry.go:parseRetryOn). */
function conditions(retryOn: string | undefined): Pick<RetryPolicy, 'retryOn' | 'retriableStatusCodes'> {
  if (!retryOn) return { retryOn: DEFAULT_RETRY_ON };
  const parts = retryOn.split(',').flatMap((part) => part.trim() || []);
  const retriableStatusCodes = parts.filter(isStatusCode).map(Number);
  const policies = parts.filter((part) => !isStatusCode(part)).join(',');
  if (retriableStatusCodes.length === 0) return { retryOn: policies };
  const added = policies.includes('retriable-status-codes') ? '' : ',retriable-status-codes';
  return { retryOn: policies + added, retriableStatusCodes };
}

/** Whether Go knows the number as a status (net/http.StatusText); others stay conditions, which Envoy does not know. */
function isStatusCode(part: string): boolean {
  if (!/^\+?\d+$/.test(part)) return false;
  const code = Number(part);
  const ranges = [
    [100, 103],
    [200, 208],
    [226, 226],
    [300, 305],
    [307, 308],
    [400, 418],
    [421, 426],
    [428, 429],
    [431, 431],
    [451, 451],
    [500, 508],
    [510, 511],
  ] as const;
  return ranges.some(([first, last]) => code >= first && code <= last);
}
