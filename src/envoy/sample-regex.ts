import { compileRegex } from './regex.ts';

/**
 * A text that a pattern matches in full, as short as it comes; null where none was found. The pattern is read by a small grammar (literals, classes,
 * groups, alternatives, repetition) and whatever comes out is asked of RE2 itself, so an answer is always right.
 */
export function sampleRegex(pattern: string): string | null {
  const regex = compileRegex(pattern);
  if (regex.error() !== null) return null;
  for (const repeats of [0, 1, 2, 3]) {
    const sample = new Reader(pattern.replace(/^\(\?[a-zA-Z]+\)/, ''), repeats).alternatives();
    for (const text of [sample, `/${sample}`]) if (regex.matches(text)) return text;
  }
  return null;
}

/** Reads a pattern from left to right; `extra` is how often what may repeat does so beyond the least. */
class Reader {
  readonly pattern: string;
  readonly extra: number;
  position = 0;

  constructor(pattern: string, extra: number) {
    this.pattern = pattern;
    this.extra = extra;
  }

  /** The first alternative; the others are read over. */
  alternatives(): string {
    let first: string | null = null;
    for (;;) {
      const text = this.sequence();
      first ??= text;
      if (this.pattern[this.position] !== '|') return first;
      this.position++;
    }
  }

  sequence(): string {
    let text = '';
    while (this.position < this.pattern.length && !/[|)]/.test(this.pattern.charAt(this.position))) {
      const atom = this.atom();
      text += atom.repeat(this.times());
    }
    return text;
  }

  /** How often the atom before stands. */
  times(): number {
    const rest = this.pattern.slice(this.position);
    const counted = /^\{(\d+)(?:,\d*)?\}\??/.exec(rest);
    const sign = /^[*+?]\??/.exec(rest);
    const found = counted ?? sign;
    if (!found) return 1;
    this.position += found[0].length;
    if (counted) return Math.min(Number(counted[1]), 64);
    if (found[0].startsWith('+')) return Math.max(1, this.extra);
    return found[0].startsWith('*') ? this.extra : Math.min(1, this.extra);
  }

  atom(): string {
    const sign = this.pattern.charAt(this.position++);
    if (sign === '(') return this.group();
    if (sign === '[') return this.class();
    if (sign === '\\') return this.escape();
    if (sign === '.') return 'a';
    return sign === '^' || sign === '$' ? '' : sign;
  }

  group(): string {
    const head = /^\?(?:P?<\w+>|[a-zA-Z-]*:)/.exec(this.pattern.slice(this.position));
    if (head) this.position += head[0].length;
    const text = this.alternatives();
    if (this.pattern[this.position] === ')') this.position++;
    return text;
  }

  escape(): string {
    const sign = this.pattern.charAt(this.position++);
    const samples: Readonly<Record<string, string>> = {
      d: '1',
      w: 'a',
      s: ' ',
      D: 'a',
      W: '-',
      S: 'a',
      b: '',
      B: '',
      A: '',
      z: '',
      n: '\n',
      t: '\t',
    };
    return samples[sign] ?? sign;
  }

  /** One character of a class; of a negated one, the first that is not named. */
  class(): string {
    const end = this.classEnd();
    const body = this.pattern.slice(this.position, end);
    this.position = end + 1;
    const whole = compileRegex(`[${body}]`);
    return (
      Array.from(`a1-_A0bzZ9. /:=${body.replaceAll('\\', '')}`).find((candidate) => whole.matches(candidate)) ?? 'a'
    );
  }

  classEnd(): number {
    let end = this.position;
    if (this.pattern[end] === '^') end++;
    if (this.pattern[end] === ']') end++;
    while (end < this.pattern.length && this.pattern[end] !== ']') {
      if (this.pattern[end] === '\\') end++;
      else if (this.pattern.startsWith('[:', end)) end = Math.max(end, this.pattern.indexOf(':]', end) + 1);
      end++;
    }
    return end;
  }
}
