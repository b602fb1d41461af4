import type { FractionalPercent, RequestMirrorPolicy } from '../../envoy/config.ts';
import { sourceInside, type Source } from '../../istio/source.ts';
import type { Destination, HTTPRoute, Percent } from '../../istio/virtual-service.ts';
import { hundredths, millionths } from './percent.ts';

/** The copies that a rule sends, those of 0 % left out (istio-semantics R5.31, R5.32; route.go:TranslateRequestMirrorPolicy). */
export function mirrorPolicies(
  route: HTTPRoute,
  source: Source,
  clusterOf: (destination: Destination) => string,
): RequestMirrorPolicy[] {
  const policy = (destination: Destination, percent: FractionalPercent, at: Source): RequestMirrorPolicy => ({
    cluster: clusterOf(destination),
    runtimeFraction: { defaultValue: percent },
    traceSampled: false,
    disableShadowHostSuffixAppend: true,
    source: at,
  });
  const single = percentOf(route);
  return [
    ...(route.mirror && single ? [policy(route.mirror, single, sourceInside(source, 'mirror'))] : []),
    ...(route.mirrors ?? []).flatMap(({ destination, percentage, source: at }, index) => {
      const percent = percentage ? positive(percentage) : hundredths(100);
      return percent ? [policy(destination, percent, at ?? sourceInside(source, 'mirrors', index))] : [];
    }),
  ];
}

function percentOf({ mirrorPercentage, mirrorPercent, mirror_percent }: HTTPRoute): FractionalPercent | null {
  if (mirrorPercentage) return positive(mirrorPercentage);
  const whole = mirrorPercent ?? mirror_percent;
  if (whole === undefined) return hundredths(100);
  return whole > 0 ? hundredths(whole) : null;
}

function positive(percent: Percent): FractionalPercent | null {
  return (percent.value ?? 0) > 0 ? millionths(percent) : null;
}
