/** Characters that a backslash stands for inside `$'…'`. */
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\x1b',
  E: '\x1b',
};

/**
 * The words of the first command of a shell's text, as bash splits it: quotes, `$'…'`, backslashes, line continuations, comments. Variables and
 * `$(…)` stay as they are written. A pipe, `;`, `&` or the end of the line ends the command; a line that begins with an option still belongs to it,
 * since backslashes get lost where commands are copied. Where redirections lead is no word.
 */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let at = 0;
  const push = () => {
    if (word !== null) words.push(word);
    word = null;
  };
  const add = (part: { readonly text: string; readonly end: number }) => {
    word = (word ?? '') + part.text;
    at = part.end;
  };
  while (at < text.length) {
    const rest = text.slice(at, at + 3);
    const character = text[at] ?? '';
    if (character === "'") add(upTo(text, at + 1, "'"));
    else if (rest.startsWith("$'")) add(ansiQuoted(text, at + 2));
    else if (character === '"') add(doubleQuoted(text, at + 1));
    else if (rest.startsWith('$(')) add(substitution(text, at));
    else if (character === '\\') {
      const isContinued = /^\\\r?\n/.exec(rest);
      if (isContinued) at += isContinued[0].length;
      else add({ text: text[at + 1] ?? '', end: at + 2 });
    } else if (character === '#' && word === null) at = endOfLine(text, at);
    else if (character === '\n') {
      push();
      at += 1;
      if (words.length > 0 && !/^[^\S\n]*-/.test(text.slice(at, endOfLine(text, at)))) break;
    } else if (/\s/.test(character)) {
      push();
      at += 1;
    } else if (character === '>' || character === '<') {
      // What stands before is the number of a stream.
      if (word !== null && !/^\d+$/.test(word)) push();
      word = null;
      at += /^[<>&\s]+(?:'[^']*'|"[^"]*"|[^\s|;&<>])*/.exec(text.slice(at))?.[0].length ?? 1;
    } else if (character === '|' || character === ';' || character === '&') {
      if (word !== null || words.length > 0) break;
      at += 1;
    } else add({ text: character, end: at + 1 });
  }
  push();
  return words;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function upTo(text: string, start: number, mark: string) {
  const found = text.indexOf(mark, start);
  const stop = found < 0 ? text.length : found;
  return { text: text.slice(start, stop), end: stop + 1 };
}

function doubleQuoted(text: string, start: number) {
  let value = '';
  let at = start;
  while (at < text.length && text[at] !== '"') {
    const escaped = /^\\(?:([$`"\\])|\r?\n)/.exec(text.slice(at, at + 3));
    if (escaped) {
      value += escaped[1] ?? '';
      at += escaped[0].length;
    } else {
      value += text[at] ?? '';
      at += 1;
    }
  }
  return { text: value, end: at + 1 };
}

function ansiQuoted(text: string, start: number) {
  let value = '';
  let at = start;
  while (at < text.length && text[at] !== "'") {
    const escaped = /^\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|([^]))/.exec(
      text.slice(at, at + 10),
    );
    if (escaped) {
      const [all, hex, short, long, octal, letter = ''] = escaped;
      const code = hex ?? short ?? long;
      value += code
        ? codePoint(Number.parseInt(code, 16))
        : octal
          ? codePoint(Number.parseInt(octal, 8))
          : (escapes[letter] ?? letter);
      at += all.length;
    } else {
      value += text[at] ?? '';
      at += 1;
    }
  }
  return { text: value, end: at + 1 };
}

function codePoint(code: number): string {
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
}

/** `$(…)` with all that it holds: what it gives, nobody knows here. */
function substitution(text: string, start: number) {
  let depth = 0;
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')' && (depth -= 1) === 0) return { text: text.slice(start, at + 1), end: at + 1 };
  }
  return { text: text.slice(start), end: text.length };
}
