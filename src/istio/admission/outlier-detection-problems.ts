import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { OutlierDetection } from '../destination-rule.ts';
import { refusal, remark, type Problems } from './admission-problem.ts';
import { durationProblems } from './duration-problems.ts';

/** Outlier detection that Istio refuses or remarks on (checks.md D-04..D-07, val.go:validateOutlierDetection). */
export function* outlierDetectionProblems(outlier: OutlierDetection | undefined, path: YamlPath): Problems {
  if (!outlier) return;
  for (const field of ['baseEjectionTime', 'interval'] as const)
    yield* durationProblems(outlier[field], [...path, field]);
  if (outlier.consecutiveErrors) {
    const message = '`consecutiveErrors` is deprecated; use `consecutive5xxErrors` or `consecutiveGatewayErrors`.';
    yield remark('webhook.deprecated', [...path, 'consecutiveErrors'], message);
  }
  if (outlier.consecutiveLocalOriginFailures && !outlier.splitExternalLocalOriginErrors) {
    const message = '`consecutiveLocalOriginFailures` needs `splitExternalLocalOriginErrors: true`.';
    yield refusal('webhook.outlier', [...path, 'consecutiveLocalOriginFailures'], message);
  }
  for (const field of ['maxEjectionPercent', 'minHealthPercent'] as const) {
    const percent = outlier[field] ?? 0;
    if (percent < 0 || percent > 100)
      yield refusal('webhook.percentage', [...path, field], `A percentage is a number from 0 to 100, not ${percent}.`);
  }
}
