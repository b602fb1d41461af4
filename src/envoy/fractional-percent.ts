import type { FractionalPercent } from './config.ts';

const denominators = { HUNDRED: 100, TEN_THOUSAND: 10_000, MILLION: 1_000_000 };

/** A fraction as percent, 0 to 100. An absent numerator is 0, an absent denominator a hundred. */
export function percentOf(fraction: FractionalPercent | undefined): number {
  if (!fraction) return 0;
  const percent = ((fraction.numerator ?? 0) * 100) / denominators[fraction.denominator ?? 'HUNDRED'];
  return Math.min(100, percent);
}
