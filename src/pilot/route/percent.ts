import type { FractionalPercent } from '../../envoy/config.ts';
import type { Percent } from '../../istio/virtual-service.ts';

/** A percentage in millionths, cut off, not rounded (istio-semantics R5.26; route.go:translatePercentToFractionalPercent). */
export function millionths({ value = 0 }: Percent): FractionalPercent {
  const numerator = Math.trunc(value * 10000);
  return { ...(numerator === 0 ? {} : { numerator }), denominator: 'MILLION' };
}

/** A whole percentage, in hundredths. */
export function hundredths(percent: number): FractionalPercent {
  return percent === 0 ? {} : { numerator: percent };
}
