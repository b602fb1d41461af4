import type { FractionalPercent } from '../../envoy/config.ts';
import type { Percent } from '../../istio/virtual-service.ts';

/** A percentage in millionths, cut off there (istio-semantics R5.26; route.go:translatePercentToFractionalPercent). */
export function fractionalPercent({ value = 0 }: Percent): FractionalPercent {
  const numerator = Math.trunc(value * 10_000);
  return { ...(numerator !== 0 && { numerator }), denominator: 'MILLION' };
}

/** A whole percentage, as the older fields have it. */
export function wholePercent(percent: number): FractionalPercent {
  return percent === 0 ? {} : { numerator: percent };
}
