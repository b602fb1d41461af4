/**
 * The text with which everything that a fully matched pattern accepts begins; "" where the pattern does not show one at a glance (alternatives,
 * groups, flags). Never longer than the truth: an index that sorts patterns by it loses no match.
 */
export function regexLiteralPrefix(pattern: string): string {
  if (pattern.includes('\\Q') || hasTopLevelAlternative(pattern)) return '';
  let prefix = '';
  let position = pattern.startsWith('^') ? 1 : 0;
  while (position < pattern.length) {
    const literal = literalAt(pattern, position);
    if (literal === null) break;
    position += literal.length;
    if (/[*?{]/.test(pattern[position] ?? '')) break;
    prefix += literal.text;
    if (pattern[position] === '+') break;
  }
  return prefix;
}

/** The literal character at a position: itself, or escaped punctuation. Null for anything with a meaning. */
function literalAt(pattern: string, position: number): { readonly text: string; readonly length: number } | null {
  const character = pattern[position] ?? '';
  if (character === '\\') {
    const escaped = pattern[position + 1] ?? '';
    return /[!-/:-@[-`{-~]/.test(escaped) ? { text: escaped, length: 2 } : null;
  }
  return /[\w/\-~%:;,=&@!#"'<> ]/.test(character) ? { text: character, length: 1 } : null;
}

/** Whether a `|` stands outside of every group and class. Counting too many is harmless. */
function hasTopLevelAlternative(pattern: string): boolean {
  let depth = 0;
  let inClass = false;
  for (let position = 0; position < pattern.length; position++) {
    const character = pattern[position];
    if (character === '\\') position++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') {
      inClass = true;
      if (pattern[position + 1] === '^') position++;
      if (pattern[position + 1] === ']') position++;
    } else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth <= 0) return true;
  }
  return false;
}
