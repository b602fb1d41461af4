import type { ValueMatch } from '../istio/gateway-api.ts';
import type { StringMatch } from '../istio/virtual-service.ts';

type Headers = Readonly<Record<string, StringMatch>>;

/**
 * Headers in the words of the Gateway API, those that are written already as they are. It knows Exact and RegularExpression alone; a prefix becomes an
 * expression of just those values, since Istio takes an expression for the whole value (istio-semantics §3.3, R11.11).
 */
export function valueMatches(headers: Headers, written: readonly ValueMatch[] = []): readonly ValueMatch[] {
  const entries = Object.entries(headers);
  return entries.map(([name, match]) => {
    const known = written.find((value) => value.name === name);
    return known && isSame(matchOf(known), match) ? known : valueMatch(name, match);
  });
}

function matchOf({ type, value }: ValueMatch): StringMatch {
  return type === 'RegularExpression' ? { regex: value } : { exact: value };
}

function valueMatch(name: string, { exact, prefix, regex }: StringMatch): ValueMatch {
  if (exact !== undefined) return { name, value: exact };
  const value = regex ?? `${escaped(prefix ?? '')}.*`;
  return { type: 'RegularExpression', name, value };
}

/** A text as an RE2 expression that matches just it. */
function escaped(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

function isSame(a: StringMatch, b: StringMatch): boolean {
  return a.exact === b.exact && a.prefix === b.prefix && a.regex === b.regex;
}
