import { asciiLowerCase } from './ascii-case.ts';
import type { StringMatcher } from './config.ts';
import { compileRegex } from './regex.ts';

/** A matcher made ready. `expected` says in words what it asks for. */
export type CompiledStringMatcher = {
  readonly expected: string;
  readonly matches: (value: string) => boolean;
};

/** Envoy's StringMatcher (source/common/common/matchers.h). A matcher without any pattern matches nothing. */
export function compileStringMatcher(matcher: StringMatcher): CompiledStringMatcher {
  if (matcher.safeRegex) {
    const regex = compileRegex(matcher.safeRegex.regex);
    return { expected: `regex ${quote(regex.pattern)}`, matches: regex.matches };
  }
  const fold = matcher.ignoreCase ? asciiLowerCase : (text: string) => text;
  const suffix = matcher.ignoreCase ? ' in any case' : '';
  const plain = (kind: string, pattern: string, test: (value: string, pattern: string) => boolean) => {
    const folded = fold(pattern);
    return {
      expected: `${kind} ${quote(pattern)}${suffix}`,
      matches: (value: string) => test(fold(value), folded),
    };
  };
  if (matcher.exact !== undefined) return plain('exact', matcher.exact, (value, pattern) => value === pattern);
  if (matcher.prefix !== undefined)
    return plain('prefix', matcher.prefix, (value, pattern) => value.startsWith(pattern));
  if (matcher.suffix !== undefined) return plain('suffix', matcher.suffix, (value, pattern) => value.endsWith(pattern));
  if (matcher.contains !== undefined) {
    return plain('contains', matcher.contains, (value, pattern) => value.includes(pattern));
  }
  return { expected: 'a pattern that is not modelled', matches: () => false };
}

/** A text between quotes, for sentences. */
export function quote(text: string): string {
  return JSON.stringify(text);
}
