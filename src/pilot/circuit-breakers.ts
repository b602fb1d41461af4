import type { CircuitBreakerThresholds } from '../envoy/config.ts';
import type { ConnectionPoolSettings, TrafficPolicy } from '../istio/destination-rule.ts';
import { protobufDuration } from './duration.ts';

const UNLIMITED = 4_294_967_295;

/**
 * The limits of a cluster: what the connection pool says, else none; 0 means none too (istio-semantics R8.15, R8.25;
 * cluster_traffic_policy.go:applyConnectionPool, applyRetryBudget).
 */
export function circuitBreakers(
  { http = {}, tcp = {} }: ConnectionPoolSettings,
  retryBudget: TrafficPolicy['retryBudget'],
): { thresholds: CircuitBreakerThresholds[] } {
  return {
    thresholds: [
      {
        maxConnections: tcp.maxConnections || UNLIMITED,
        maxPendingRequests: http.http1MaxPendingRequests || UNLIMITED,
        maxRequests: http.http2MaxRequests || UNLIMITED,
        maxRetries: http.maxRetries || UNLIMITED,
        ...(retryBudget && { retryBudget: budgetOf(retryBudget) }),
      },
    ],
  };
}

function budgetOf({ percent = 20, minRetryConcurrency, budgetInterval }: NonNullable<TrafficPolicy['retryBudget']>) {
  const interval = budgetInterval === undefined ? null : protobufDuration(budgetInterval);
  return {
    budgetPercent: { value: percent },
    minRetryConcurrency: minRetryConcurrency || 3,
    ...(interval !== null && { budgetInterval: interval }),
  };
}
