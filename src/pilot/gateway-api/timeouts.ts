import type { HTTPRouteRule } from '../../istio/gateway-api.ts';
import type { HTTPRoute } from '../../istio/virtual-service.ts';

/** Timeouts and retries of a rule (istio-semantics R11.7): `0s` sets nothing; a backend's timeout counts per try where retries are written. */
export function convertTimeouts({ timeouts = {}, retry }: HTTPRouteRule): Pick<HTTPRoute, 'timeout' | 'retries'> {
  const request = positive(timeouts.request);
  const backendRequest = positive(timeouts.backendRequest);
  const timeout = (retry ? undefined : backendRequest) ?? request;
  if (!retry) return timeout === undefined ? {} : { timeout };
  const { attempts = 2, codes = [], backoff } = retry;
  const conditions = ['connect-failure', 'refused-stream', 'unavailable', 'cancelled', ...codes.map(String)];
  return {
    ...(timeout !== undefined && { timeout }),
    retries: {
      attempts,
      retryOn: attempts === 0 ? '' : conditions.join(','),
      ...(backendRequest !== undefined && { perTryTimeout: backendRequest }),
      ...(backoff !== undefined && { backoff }),
    },
  };
}

function positive(duration: string | undefined): string | undefined {
  return duration !== undefined && /[1-9]/.test(duration) ? duration : undefined;
}
