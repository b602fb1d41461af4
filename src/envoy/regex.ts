import { RE2JS } from 're2js';
import { lazy } from './lazy.ts';

/** A pattern of Envoy's regex matchers: RE2 syntax, RE2 semantics. */
export type Regex = {
  readonly pattern: string;
  /** Why RE2 refuses the pattern, or null. */
  readonly error: () => string | null;
  /** Full match, as every matcher of Envoy asks for it (source/common/common/regex.h). A refused pattern matches nothing. */
  readonly matches: (text: string) => boolean;
  /** RE2 GlobalReplace; `\0` to `\9` in the substitution are groups, `\\` a backslash. A refused pattern replaces nothing. */
  readonly replaceAll: (text: string, substitution: string) => string;
};

/** Makes a pattern ready; it is compiled when first used, for most routes of a big table are never asked. */
export function compileRegex(pattern: string): Regex {
  const compiled = lazy(() => compile(pattern));
  return {
    pattern,
    error: () => compiled().error,
    matches: (text) => compiled().regex?.testExact(text) ?? false,
    replaceAll: (text, substitution) => {
      const { regex } = compiled();
      return regex ? globalReplace(regex, text, substitution) : text;
    },
  };
}

function compile(pattern: string): { readonly regex: RE2JS | null; readonly error: string | null } {
  try {
    return { regex: RE2JS.compile(pattern), error: null };
  } catch (error) {
    return { regex: null, error: error instanceof Error ? error.message : String(error) };
  }
}

/** RE2::GlobalReplace: every match from left to right; an empty match right behind another match does not count. */
function globalReplace(regex: RE2JS, text: string, substitution: string): string {
  const matcher = regex.matcher(text);
  let result = '';
  let position = 0;
  let lastEnd = -1;
  while (matcher.find()) {
    const start = matcher.start();
    const end = matcher.end();
    if (start === end && start === lastEnd) continue;
    const group = (index: number) => (index <= matcher.groupCount() ? (matcher.group(index) ?? '') : '');
    result += text.slice(position, start) + rewrite(substitution, group);
    position = end;
    lastEnd = end;
  }
  return result + text.slice(position);
}

function rewrite(substitution: string, group: (index: number) => string): string {
  return substitution.replace(/\\([0-9\\])/g, (_, escaped: string) =>
    escaped === '\\' ? '\\' : group(Number(escaped)),
  );
}
