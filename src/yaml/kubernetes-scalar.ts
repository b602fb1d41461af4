/**
 * What a plain scalar means to the API server: go-yaml v2's reading of YAML 1.1 (checks.md Part B; upstream goyaml.v2/resolve.go), not YAML 1.2's.
 * `yes` and `on` are booleans, `010` is eight, `1_000` a number, a date stays a string.
 */
export function readPlainScalar(text: string): string | number | boolean | null {
  const word = words.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  const numeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  if (!numeric) return text;
  return readNumber(text) ?? text;
}

/** Whether a plain scalar spelt `text` would be read as that very string. */
export function isPlainString(text: string): boolean {
  return readPlainScalar(text) === text;
}

const words = new Map<string, boolean | number | null>();
for (const word of ['y', 'yes', 'true', 'on']) addSpellings(word, true);
for (const word of ['n', 'no', 'false', 'off']) addSpellings(word, false);
addSpellings('null', null);
words.set('', null).set('~', null);
for (const word of ['.nan', '.NaN', '.NAN']) words.set(word, Number.NaN);
for (const word of ['.inf', '.Inf', '.INF']) {
  words.set(word, Infinity);
  words.set(`+${word}`, Infinity);
  words.set(`-${word}`, -Infinity);
}

function addSpellings(word: string, value: boolean | null): void {
  words.set(word, value);
  words.set(word.charAt(0).toUpperCase() + word.slice(1), value);
  words.set(word.toUpperCase(), value);
}

const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

function readNumber(text: string): number | null {
  const plain = text.startsWith('.') ? text : text.replaceAll('_', '');
  const match = integer.exec(plain);
  if (match) {
    const digits = match[2] ?? '';
    const leadingZero = /^0[0-7]+$/.test(digits);
    const size = Number(leadingZero ? `0o${digits.slice(1)}` : digits);
    return match[1] === '-' ? -size : size;
  }
  return float.test(plain) ? Number(plain) : null;
}
