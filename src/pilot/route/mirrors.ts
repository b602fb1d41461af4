import type { FractionalPercent, RequestMirrorPolicy } from '../../envoy/config.ts';
import { sourceInside, type Source } from '../../istio/source.ts';
import type { HTTPRoute } from '../../istio/virtual-service.ts';
import { destinationCluster, type ServiceRegistry } from './destination-cluster.ts';
import { fractionalPercent, wholePercent } from './percent.ts';

/** The copies of a rule's requests; a percentage of 0 is none, none given is all (istio-semantics R5.31; route.go:MirrorPercent). */
export function requestMirrors(
  rule: HTTPRoute,
  source: Source,
  serviceRegistry: ServiceRegistry,
  listenPort: number,
): RequestMirrorPolicy[] {
  const mirrors = (rule.mirrors ?? []).map(({ destination, percentage, source: own }, index) => ({
    destination,
    percent: percentage ? fractionalPercent(percentage) : wholePercent(100),
    source: own ?? sourceInside(source, 'mirrors', index),
  }));
  const single = rule.mirror
    ? [
        {
          destination: rule.mirror,
          percent: percentOf(rule),
          source: rule.mirror.source ?? sourceInside(source, 'mirror'),
        },
      ]
    : [];
  return [...single, ...mirrors]
    .filter(({ percent }) => percent.numerator !== undefined)
    .map(({ destination, percent, source }) => ({
      cluster: destinationCluster(destination, serviceRegistry, listenPort),
      runtimeFraction: { defaultValue: percent },
      traceSampled: false,
      disableShadowHostSuffixAppend: true,
      source,
    }));
}

function percentOf({ mirrorPercentage, mirrorPercent, mirror_percent }: HTTPRoute): FractionalPercent {
  return mirrorPercentage ? fractionalPercent(mirrorPercentage) : wholePercent(mirrorPercent ?? mirror_percent ?? 100);
}
