import { compileRegex } from '../envoy/regex.ts';
import { regexLiteralPrefix } from '../envoy/regex-literal-prefix.ts';
import type { StringMatch } from '../istio/virtual-service.ts';

/** A StringMatch in one of four forms; a regular expression that any text fits, or any text with a certain start, is a prefix. */
export type TextCondition =
  | { readonly form: 'present' }
  | { readonly form: 'exact' | 'prefix' | 'regex'; readonly text: string };

/** The form of a match on a header, a query parameter, the method, the scheme or the authority (istio-semantics R3.9). */
export function textCondition({ exact, prefix, regex }: StringMatch): TextCondition {
  if (exact !== undefined) return { form: 'exact', text: exact };
  if (prefix !== undefined) return { form: 'prefix', text: prefix };
  return regex === undefined || regex === '*' ? { form: 'present' } : regexCondition(regex);
}

/** The form of a regular expression: `.*` and `/api.*` are prefixes, all others stay what they are. */
export function regexCondition(regex: string): TextCondition {
  const literal = regexLiteralPrefix(regex);
  // Only escapes lengthen a pattern that is literal up to its tail.
  const isPrefix = regex.endsWith('.*') && unescaped(regex.replace(/^\^/, '').slice(0, -2)) === literal;
  return isPrefix ? { form: 'prefix', text: literal } : { form: 'regex', text: regex };
}

function unescaped(pattern: string): string {
  return pattern.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
}

/**
 * Whether every text that fits `b` fits `a`. Certain where it says yes; where two regular expressions would have to be compared it says no, unless they
 * are the same.
 */
export function textCovers(a: TextCondition, b: TextCondition): boolean {
  if (a.form === 'present') return true;
  if (b.form === 'present') return false;
  if (a.form === 'prefix') return certainStart(b).startsWith(a.text);
  if (a.form === 'exact') return b.form === 'exact' && a.text === b.text;
  if (b.form === 'regex') return a.text === b.text;
  return b.form === 'exact' && compileRegex(a.text).matches(b.text);
}

/** The text with which everything that fits begins, for certain. */
export function certainStart(condition: TextCondition): string {
  if (condition.form === 'present') return '';
  return condition.form === 'regex' ? regexLiteralPrefix(condition.text) : condition.text;
}
