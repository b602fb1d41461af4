/**
 * The longest text that occurs in everything that a fully matched pattern accepts, as far as the pattern shows it at a glance: outside of groups and
 * classes. "" where it shows none, or has a syntax that is not read here. Never more than the truth: an index that sorts patterns by it loses no match.
 */
export function regexLiteral(pattern: string): string {
  let longest = '';
  let run = '';
  for (let position = 0; position < pattern.length;) {
    const part = partAt(pattern, position);
    if (!part) return '';
    position += part.length;
    const repeat = /^(?:[*?+]|\{\d*,?\d*\})?/.exec(pattern.slice(position))?.[0] ?? '';
    position += repeat.length;
    // What may come no time or several times ends a run; what comes at least once still belongs to it.
    if (repeat === '' || repeat === '+') run += part.text;
    if (run.length > longest.length) longest = run;
    if (part.text === '' || repeat !== '') run = '';
  }
  return longest;
}

/** The next part and the character that it stands for, "" for any other meaning. Null: nothing can be said of the pattern. */
function partAt(pattern: string, position: number): { readonly text: string; readonly length: number } | null {
  const character = pattern[position] ?? '';
  if (character === '|') return null;
  if (character === '\\') return escapeAt(pattern[position + 1] ?? '');
  if (character === '(' || character === '[') {
    const length = enclosedLength(pattern.slice(position));
    return length === null ? null : { text: '', length };
  }
  return { text: /[\w/\-~%:;,=&@!#"'<> ]/.test(character) ? character : '', length: 1 };
}

function escapeAt(escaped: string) {
  if (/[!-/:-@[-`{-~]/.test(escaped)) return { text: escaped, length: 2 };
  return /[dDwWsSbBAzafnrtv]/.test(escaped) ? { text: '', length: 2 } : null;
}

/** The length of a group or class at the start of the text. Null for groups that set flags, for `\Q` and for classes with names inside. */
function enclosedLength(text: string): number | null {
  if (/^\(\?(?!:|P?<)/.test(text)) return null;
  let depth = 0;
  for (let position = 0; position < text.length; position++) {
    const character = text[position];
    if (character === '\\') {
      if (text[position + 1] === 'Q') return null;
      position++;
    } else if (character === '[') {
      const length = classLength(text.slice(position));
      if (length === null) return null;
      position += length - 1;
    } else if (character === '(') depth++;
    else if (character === ')') depth--;
    if (depth === 0) return position + 1;
  }
  return null;
}

function classLength(text: string): number | null {
  const found = /^\[\^?\]?(?:\\[^Q]|[^\]\\])*\]/.exec(text)?.[0];
  return found === undefined || found.includes('[:') ? null : found.length;
}
