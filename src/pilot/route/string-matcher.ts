import type { StringMatcher } from '../../envoy/config.ts';
import type { StringMatch } from '../../istio/virtual-service.ts';

/** Whether a match asks for presence alone: it says nothing, or it is the regex `*` (istio-semantics R3.9; route.go:canBeConvertedToPresentMatch). */
export function isPresence({ exact, prefix, regex }: StringMatch): boolean {
  return regex === '*' || (exact === undefined && prefix === undefined && regex === undefined);
}

/** A StringMatch as Envoy has it (util.ConvertToEnvoyMatch). */
export function stringMatcher({ exact, prefix, regex }: StringMatch): StringMatcher {
  if (exact !== undefined) return { exact };
  return prefix === undefined ? { safeRegex: { regex: regex ?? '' } } : { prefix };
}
