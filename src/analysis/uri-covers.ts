import { asciiLowerCase } from '../envoy/ascii-case.ts';
import type { StringMatch } from '../istio/virtual-service.ts';
import { certainStart, regexCondition, textCovers, type TextCondition } from './string-covers.ts';

/** A match on the path. Regular expressions always look at the case (istio-semantics R3.6). */
export type UriCondition = { readonly condition: TextCondition; readonly ignoresCase: boolean };

/** The condition of `uri`, `{}` for none; with `ignoreUriCase` texts are compared in lower case, as Envoy does with ASCII. */
export function uriCondition({ exact, prefix, regex }: StringMatch, ignoreUriCase: boolean): UriCondition {
  if (exact === undefined && regex !== undefined) return { condition: regexCondition(regex), ignoresCase: false };
  const written = exact ?? prefix ?? '';
  const text = ignoreUriCase ? asciiLowerCase(written) : written;
  return { condition: { form: exact === undefined ? 'prefix' : 'exact', text }, ignoresCase: ignoreUriCase };
}

/** Whether every path fits: they all begin with a slash. */
function takesEveryPath({ condition }: UriCondition): boolean {
  return condition.form === 'prefix' && (condition.text === '' || condition.text === '/');
}

/** Whether every path that fits `b` fits `a`. */
export function uriCovers(a: UriCondition, b: UriCondition): boolean {
  if (takesEveryPath(a)) return true;
  if (a.ignoresCase) {
    if (b.ignoresCase) return textCovers(a.condition, b.condition);
    return textCovers(a.condition, inLowerCase(b.condition));
  }
  return (!b.ignoresCase || hasNoLetters(a.condition)) && textCovers(a.condition, b.condition);
}

/** The same condition on paths in lower case; of a regular expression only its certain start can be told. */
function inLowerCase(condition: TextCondition): TextCondition {
  if (condition.form === 'present') return condition;
  const form = condition.form === 'exact' ? 'exact' : 'prefix';
  return { form, text: asciiLowerCase(certainStart(condition)) };
}

function hasNoLetters(condition: TextCondition): boolean {
  return (condition.form === 'exact' || condition.form === 'prefix') && !/[a-zA-Z]/.test(condition.text);
}
