import type { Trace } from '../envoy/trace.ts';
import type { IstioConfig } from '../istio/config.ts';
import { compareExpectation } from './compare-expectation.ts';
import { compareRule } from './compare-rule.ts';
import type { Difference, HeaderComparison } from './difference.ts';
import type { Expectation } from './route-test.ts';

/** Every way in which a trace differs from what a test expects of it, and of the rule that won; [] is a pass. */
export function compareTest(
  config: IstioConfig,
  trace: Trace,
  { not, ...expect }: Expectation,
  headers: HeaderComparison,
): Difference[] {
  const compare = (part: Expectation) => [
    ...compareExpectation(trace, part, headers),
    ...compareRule(config, trace, part.rule),
  ];
  return [...compare(expect), ...metOf(not ?? {}, compare)];
}

/** The fields that came true and must not; those of a rule each for itself. */
function metOf({ rule = {}, ...not }: Expectation, compare: (part: Expectation) => Difference[]): Difference[] {
  const parts = [
    ...Object.entries(not).map(([field, value]) => ({ field, value, part: { [field]: value } })),
    ...Object.entries(rule).map(([field, value]) => ({
      field: `rule.${field}`,
      value,
      part: { rule: { [field]: value } },
    })),
  ];
  return parts
    .filter(({ part }) => compare(part).length === 0)
    .map(({ field, value }) => ({ field: `not.${field}`, expected: 'anything else', actual: value }));
}
