import type { Ask } from './workspace.ts';

/** Short options of curl that take a value, and what they are called in full. */
const shortWithValue: Readonly<Record<string, string>> = {
  X: '--request',
  H: '--header',
  d: '--data',
  A: '--user-agent',
  e: '--referer',
  b: '--cookie',
  u: '--user',
  o: '--output',
  m: '--max-time',
  x: '--proxy',
  F: '--form',
  T: '--upload-file',
  w: '--write-out',
  c: '--cookie-jar',
};
const longWithValue = new Set([
  ...Object.values(shortWithValue),
  '--url',
  '--data-raw',
  '--data-binary',
  '--data-urlencode',
  '--data-ascii',
  '--json',
  '--resolve',
  '--connect-to',
  '--cacert',
  '--cert',
  '--key',
  '--connect-timeout',
  '--retry',
  '--request-target',
  '--max-redirs',
]);

/**
 * Reads a pasted curl command as a shell and curl would, as far as it says what is asked: method, URL, headers.
 * Returns null for text that is no curl command with a URL. Options that only say how curl behaves are passed over.
 */
export function parseCurl(text: string): Pick<Ask, 'method' | 'url' | 'headers'> | null {
  const words = shellWords(text);
  if (words[0] === '$') words.shift();
  if (words[0] !== 'curl') return null;
  let method: string | null = null;
  let url: string | null = null;
  const data: string[] = [];
  let dataAsQuery = false;
  const headers: [string, string][] = [];
  for (const [option, value] of options(words.slice(1))) {
    switch (option) {
      case null:
      case '--url':
        url ??= value;
        break;
      case '--request':
        method = value;
        break;
      case '--header': {
        const colon = value.indexOf(':');
        // `-H 'x;'` sends an empty header, `-H 'x:'` sends none.
        if (colon > 0 && value.slice(colon + 1).trim())
          headers.push([value.slice(0, colon).trim(), value.slice(colon + 1).trim()]);
        else if (value.endsWith(';')) headers.push([value.slice(0, -1), '']);
        break;
      }
      case '--user-agent':
        headers.push(['user-agent', value]);
        break;
      case '--referer':
        headers.push(['referer', value]);
        break;
      case '--cookie':
        headers.push(['cookie', value]);
        break;
      case '--json':
        data.push(value);
        headers.push(['content-type', 'application/json'], ['accept', 'application/json']);
        break;
      case '--data':
      case '--data-raw':
      case '--data-ascii':
      case '--data-binary':
      case '--data-urlencode':
        data.push(value);
        break;
      case '--form':
        method ??= 'POST';
        break;
      case '--upload-file':
        method ??= 'PUT';
        break;
      case '--head':
        method ??= 'HEAD';
        break;
      case '--get':
        dataAsQuery = true;
        break;
      default:
        break;
    }
  }
  if (url === null) return null;
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`;
  return {
    method: method ?? (data.length > 0 && !dataAsQuery ? 'POST' : 'GET'),
    url: dataAsQuery && data.length > 0 ? `${full}${full.includes('?') ? '&' : '?'}${data.join('&')}` : full,
    headers,
  };
}

/** Options in full spelling with their values; null is a bare word, which is the URL. */
function* options(words: readonly string[]): Generator<[string | null, string]> {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      if (equals > 0) yield [word.slice(0, equals), word.slice(equals + 1)];
      else if (longWithValue.has(word)) yield [word, words[(at += 1)] ?? ''];
      else yield [word, ''];
    } else if (word.startsWith('-') && word.length > 1) {
      for (let letter = 1; letter < word.length; letter += 1) {
        const name = word[letter] ?? '';
        const long = shortWithValue[name];
        if (long) {
          yield [long, word.slice(letter + 1) || (words[(at += 1)] ?? '')];
          break;
        }
        if (name === 'I') yield ['--head', ''];
        if (name === 'G') yield ['--get', ''];
      }
    } else yield [null, word];
  }
}

/** Splits a command as a POSIX shell does: quotes, backslashes, line continuations; a pipe or `;` ends the command. */
function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === "'") {
      const end = text.indexOf("'", at + 1);
      const stop = end < 0 ? text.length : end;
      word = (word ?? '') + text.slice(at + 1, stop);
      at = stop;
    } else if (character === '"') {
      word ??= '';
      for (at += 1; at < text.length && text[at] !== '"'; at += 1) {
        if (text[at] === '\\' && '"\\$`\n'.includes(text[at + 1] ?? ' ')) at += 1;
        if (text[at] !== '\n' || text[at - 1] !== '\\') word += text[at] ?? '';
      }
    } else if (character === '\\') {
      at += text[at + 1] === '\r' ? 2 : 1;
      if (text[at] !== '\n') word = (word ?? '') + (text[at] ?? '');
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if ('|;&>'.includes(character) && (word === null || character === '|' || character === ';')) {
      break;
    } else word = (word ?? '') + character;
  }
  if (word !== null) words.push(word);
  return words;
}
