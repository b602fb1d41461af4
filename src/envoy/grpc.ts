import { durationMillis } from './duration.ts';
import { firstLine, type HeaderMap } from './header-map.ts';

/** Whether Envoy takes the request for gRPC: content type `application/grpc` or `application/grpc+…`. */
export function isGrpcRequest(headers: HeaderMap): boolean {
  return /^application\/grpc(?:\+|$)/.test(firstLine(headers, 'content-type') ?? '');
}

const grpcStatuses: Readonly<Record<number, number>> = {
  400: 13,
  401: 16,
  403: 7,
  404: 12,
  429: 14,
  502: 14,
  503: 14,
  504: 14,
};

/** The gRPC status of a local reply (Envoy: grpc/status.cc, httpToGrpcStatus); 2 (unknown) for any other code, 200 included. */
export function grpcStatusOf(httpStatus: number): number {
  return grpcStatuses[httpStatus] ?? 2;
}

/** The text of a `grpc-message`: control characters, `%` and what is not ASCII are percent-encoded (Envoy: PercentEncoding::encode). */
export function grpcMessage(body: string): string {
  return body.replace(/[\uD800-\uDFFF]/gu, '\uFFFD').replace(/[^ -$&-~]/gu, encodeURIComponent);
}

const unitMillis: Readonly<Record<string, number>> = { H: 3_600_000, M: 60_000, S: 1000, m: 1, u: 0.001, n: 0.000001 };

/** Milliseconds of a `grpc-timeout` header, or null where there is none that can be read. */
function grpcTimeoutMillis(headers: HeaderMap): number | null {
  const match = /^(\d{1,8})([HMSmun])$/.exec(firstLine(headers, 'grpc-timeout') ?? '');
  return match ? Math.floor(Number(match[1]) * (unitMillis[match[2] ?? ''] ?? 0)) : null;
}

/**
 * The `grpc-timeout` that the upstream is told, or null where the request's own stays (Envoy: router.cc, FilterUtility::finalTimeout and
 * setTimeoutHeaders): the smaller of the header and the route's cap, or the time of one try where that is shorter.
 */
export function upstreamGrpcTimeout(
  headers: HeaderMap,
  action: { readonly maxGrpcTimeout?: string; readonly retryPolicy?: { readonly perTryTimeout?: string } },
): string | null {
  if (action.maxGrpcTimeout === undefined || !isGrpcRequest(headers)) return null;
  const cap = durationMillis(action.maxGrpcTimeout);
  const asked = grpcTimeoutMillis(headers) ?? 0;
  const total = cap !== 0 && (asked === 0 || asked > cap) ? cap : asked;
  const perTry = durationMillis(action.retryPolicy?.perTryTimeout);
  const expected = perTry > 0 && (total === 0 || perTry < total) ? perTry : total;
  return expected > 0 ? formatGrpcTimeout(expected) : null;
}

/** Eight digits at most; larger units where milliseconds do not fit. */
function formatGrpcTimeout(millis: number): string {
  let value = Math.floor(millis);
  for (const [unit, next] of [
    ['m', 1000],
    ['S', 60],
    ['M', 60],
  ] as const) {
    if (value <= 99_999_999) return `${value}${unit}`;
    value = Math.floor(value / next);
  }
  return `${Math.min(value, 99_999_999)}H`;
}
