import type { StringMatcher } from '../../envoy/config.ts';
import type { StringMatch } from '../../istio/virtual-service.ts';

/** Envoy's form of a StringMatch; null where none of exact, prefix, regex is set (util.ConvertToEnvoyMatch). */
export function stringMatcher({ exact, prefix, regex }: StringMatch): StringMatcher | null {
  if (exact !== undefined) return { exact };
  if (prefix !== undefined) return { prefix };
  return regex === undefined ? null : { safeRegex: { regex } };
}

/** Whether a match only asks for presence: no type at all, or the regex `*` (istio-semantics R3.9; route.go:canBeConvertedToPresentMatch). */
export function asksForPresence(match: StringMatch): boolean {
  return match.exact === undefined && match.prefix === undefined && (match.regex === undefined || match.regex === '*');
}
