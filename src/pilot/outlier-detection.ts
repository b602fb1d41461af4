import type { OutlierDetection as EnvoyOutlierDetection } from '../envoy/config.ts';
import type { OutlierDetection } from '../istio/destination-rule.ts';
import { protobufDuration } from './duration.ts';

/**
 * Envoy's outlier detection (istio-semantics 8.6; cluster_traffic_policy.go:applyOutlierDetection): success rates never count; a run of errors that is 0
 * switches its detector off; what is not written is left to Envoy.
 */
export function outlierDetection(settings: OutlierDetection): EnvoyOutlierDetection {
  const { consecutive5xxErrors, consecutiveGatewayErrors, maxEjectionPercent = 0 } = settings;
  return {
    enforcingSuccessRate: 0,
    ...(consecutive5xxErrors !== undefined && {
      consecutive5xx: consecutive5xxErrors,
      enforcingConsecutive5xx: enforcing(consecutive5xxErrors),
    }),
    ...(consecutiveGatewayErrors !== undefined && {
      consecutiveGatewayFailure: consecutiveGatewayErrors,
      enforcingConsecutiveGatewayFailure: enforcing(consecutiveGatewayErrors),
    }),
    ...durations(settings),
    ...(maxEjectionPercent > 0 && { maxEjectionPercent }),
    ...(settings.splitExternalLocalOriginErrors && localOrigin(settings)),
  };
}

function durations({ interval, baseEjectionTime }: OutlierDetection): EnvoyOutlierDetection {
  const every = interval === undefined ? null : protobufDuration(interval);
  const ejection = baseEjectionTime === undefined ? null : protobufDuration(baseEjectionTime);
  return { ...(every !== null && { interval: every }), ...(ejection !== null && { baseEjectionTime: ejection }) };
}

function localOrigin({ consecutiveLocalOriginFailures = 0 }: OutlierDetection): EnvoyOutlierDetection {
  return {
    splitExternalLocalOriginErrors: true,
    ...(consecutiveLocalOriginFailures > 0 && {
      consecutiveLocalOriginFailure: consecutiveLocalOriginFailures,
      enforcingConsecutiveLocalOriginFailure: 100,
    }),
    enforcingLocalOriginSuccessRate: 0,
  };
}

function enforcing(errors: number): number {
  return errors > 0 ? 100 : 0;
}
