/**
 * For tests: YAML as people write it, with what it means. Written by a printer of its own, so that the reader and the planner are
 * not their own judges.
 */
export type NoisyYaml = { readonly text: string; readonly value: unknown };

/** A random whole number from 0 to `max`. */
export type Dice = (max: number) => number;

const words = ['reviews', 'v1', 'canary-2', 'a/b', 'http', 'x_y', 'reviews.default.svc'];
const oddStrings = [
  'yes',
  'on',
  'n',
  '010',
  '1_000',
  '0x1F',
  '1:30',
  '2001-01-01',
  'null',
  '~',
  '1e3',
  '',
  ' a ',
  'a: b',
];
const odderStrings = [
  '# no comment',
  'a #b',
  "it's",
  '"q"',
  '*.example.com',
  '&a',
  '{{ x }}',
  '[x',
  'https?://.*',
  '- a',
  'k:',
  '%x',
];
const blocks = ['one\ntwo\n', 'a: b\n# no comment\n', '- x\n\n- y\n'];
const keys = ['host', 'match', 'route', 'uri', 'weight', 'name', 'port', 'to', 'x-y', 'on', '8080', 'a b', '*', "it's"];

/** A document: its text ends with a line break or not, holds LF or CRLF, comments, blank lines, quotes, brackets and indents of all kinds. */
export function noisyYaml(dice: Dice): NoisyYaml {
  const writer = writerFrom(dice);
  const value = dice(3) === 0 ? writer.list(0) : writer.map(0);
  return { text: writer.document(value), value };
}

/** A value that is known, written as noisily. */
export function writeNoisily(value: Tree, dice: Dice): string {
  return writerFrom(dice).document(value);
}

function writerFrom(dice: Dice): Writer {
  const step = dice(2) === 0 ? 4 : 2;
  return new Writer(dice, step, dice(1) * step);
}

export type Tree = string | number | boolean | null | Tree[] | { [key: string]: Tree };

class Writer {
  readonly dice: Dice;
  readonly step: number;
  readonly sequenceStep: number;
  comments = 0;
  strings = 0;
  anchors = 0;
  /** Anchored scalars by their value: one that comes again may be written as an alias. */
  readonly anchored = new Map<Tree, string>();

  constructor(dice: Dice, step: number, sequenceStep: number) {
    this.dice = dice;
    this.step = step;
    this.sequenceStep = sequenceStep;
  }

  document(value: Tree): string {
    const { dice } = this;
    const body = this.block(value, 0, false);
    const head = [...(dice(3) === 0 ? [this.comment(), ''] : []), ...(dice(4) === 0 ? [this.comment()] : [])];
    const foot = dice(4) === 0 ? ['', this.comment()] : [];
    const newline = dice(3) === 0 ? '\r\n' : '\n';
    const end = dice(4) === 0 ? '' : newline;
    // The parser takes no sequence right behind a byte order mark.
    const mark = !Array.isArray(value) && dice(29) === 0 ? '\ufeff' : '';
    return mark + [...(dice(4) === 0 ? ['---'] : []), ...head, ...body, ...foot].join(newline) + end;
  }

  tree(depth: number): Tree {
    const kind = depth > 3 ? 0 : this.dice(9);
    if (kind < 4) return this.scalar();
    return kind < 7 ? this.map(depth) : this.list(depth);
  }

  map(depth: number): { [key: string]: Tree } {
    const size = 1 + this.dice(3);
    const names = Array.from({ length: size }, () => this.pick(keys));
    return Object.fromEntries(names.map((name) => [name, this.tree(depth + 1)]));
  }

  list(depth: number): Tree[] {
    return Array.from({ length: 1 + this.dice(3) }, () => this.tree(depth + 1));
  }

  scalar(): Tree {
    const kind = this.dice(9);
    if (kind === 0) return this.pick([true, false, null]);
    if (kind < 3) return this.dice(100);
    if (kind === 3) return this.pick(oddStrings);
    if (kind === 4) return this.pick(odderStrings);
    if (kind === 5) return this.pick(blocks);
    return `${this.pick(words)}-${++this.strings}`;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.dice(from.length - 1)] as T;
  }

  comment(): string {
    return `${this.pick(['# ', '#', '#  - '])}c${++this.comments}${this.pick(['', ': yes', ' {', " it's", ' "'])}`;
  }

  /** ` # c1` at the end of a line, or nothing. */
  trailing(): string {
    if (this.dice(5) > 0) return this.dice(9) === 0 ? '  ' : '';
    return ' '.repeat(1 + this.dice(3)) + this.comment();
  }

  block(tree: Tree, column: number, isInline: boolean): string[] {
    const entries = Array.isArray(tree) ? tree.map((item) => ['-', item] as const) : Object.entries(tree ?? {});
    const gap = this.dice(4) === 0;
    const lines: string[] = [];
    for (const [index, [key, value]] of entries.entries()) {
      const before = index > 0 ? entries[index - 1]?.[1] : null;
      const deepest = Array.isArray(tree) && !isText(before) ? column + 2 : column;
      if (!isInline || index > 0) lines.push(...this.above(column, deepest, gap && index > 0));
      lines.push(...this.entry(Array.isArray(tree) ? null : key, value, column));
    }
    return lines;
  }

  /** Blank lines and comments above an entry, the comments in its column or as deep as `deepest`: some people write them where an item's keys stand. */
  above(column: number, deepest: number, gap: boolean): string[] {
    const comment = () => ' '.repeat(this.dice(2) === 0 ? deepest : column) + this.comment();
    const lines = gap || this.dice(9) === 0 ? [''] : [];
    if (this.dice(14) === 0) lines.push(comment(), '');
    if (this.dice(5) === 0) lines.push(comment());
    if (this.dice(14) === 0) lines.push(comment());
    return lines;
  }

  entry(key: string | null, value: Tree, column: number): string[] {
    const indent = ' '.repeat(column);
    const isList = Array.isArray(value);
    const isCollection = typeof value === 'object' && value !== null;
    if (isCollection && this.dice(4) === 0) return this.flowEntry(key, value, column);
    if (!isCollection) return this.scalarEntry(key, value, column);
    if (key === null) return this.nestedItem(value, column);
    const inner = column + (isList ? this.sequenceStep : this.step);
    const anchor = this.dice(19) === 0 ? ` &a${++this.anchors}` : '';
    const lines = [`${indent}${this.key(key)}:${anchor}${this.trailing()}`, ...this.block(value, inner, false)];
    if (inner > column && this.dice(9) === 0) lines.push(' '.repeat(inner) + this.comment());
    return lines;
  }

  nestedItem(value: Tree, column: number): string[] {
    const width = this.dice(5) === 0 ? 4 : 2;
    const indent = ' '.repeat(column);
    if (this.dice(6) === 0) return [`${indent}-${this.trailing()}`, ...this.block(value, column + width, false)];
    const [first = '', ...rest] = this.block(value, column + width, true);
    return [`${indent}-${' '.repeat(width - 1)}${first.slice(column + width)}`, ...rest];
  }

  scalarEntry(key: string | null, value: Tree, column: number): string[] {
    const indent = ' '.repeat(column);
    const head = indent + (key === null ? '-' : `${this.key(key)}:`);
    if (value === null) return [head + this.pick(['', ' ~', ' null']) + this.trailing()];
    if (isText(value)) {
      const lines = value.slice(0, -1).split('\n');
      const inner = ' '.repeat(column + this.step);
      return [`${head} |${this.trailing()}`, ...lines.map((line) => (line === '' ? '' : inner + line))];
    }
    if (key !== null && this.dice(29) === 0)
      return [`${indent}? ${this.key(key)}`, `${indent}: ${this.inline(value)}${this.trailing()}`];
    return [`${head} ${this.inline(value)}${this.trailing()}`];
  }

  flowEntry(key: string | null, value: Tree, column: number): string[] {
    const head = ' '.repeat(column) + (key === null ? '-' : `${this.key(key)}:`);
    if (this.dice(2) > 0) return [`${head} ${this.inline(value)}${this.trailing()}`];
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
    const inner = ' '.repeat(column + this.step);
    const parts = this.flowParts(value);
    const comma = this.dice(1) === 0 ? ',' : '';
    const lines = parts.map(
      (part, index) => `${inner}${part}${index < parts.length - 1 ? ',' : comma}${this.trailing()}`,
    );
    return [`${head} ${open}`, ...lines, `${' '.repeat(column)}${close}${this.trailing()}`];
  }

  flowParts(value: Tree): string[] {
    if (Array.isArray(value)) return value.map((item) => this.inline(item));
    return Object.entries(value ?? {}).map(([key, item]) => `${this.key(key)}: ${this.inline(item)}`);
  }

  inline(value: Tree): string {
    if (typeof value !== 'object' || value === null) return this.anchoredScalar(value);
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
    const pad = this.dice(2) === 0 ? ' ' : '';
    return open + pad + this.flowParts(value).join(this.pick([', ', ','])) + pad + close;
  }

  anchoredScalar(value: string | number | boolean | null): string {
    const known = this.anchored.get(value);
    if (known !== undefined && this.dice(1) === 0) return `*${known} `;
    const text = typeof value === 'string' ? this.string(value) : String(value);
    if (this.dice(9) > 0) return text;
    this.anchored.set(value, `a${++this.anchors}`);
    return `&a${this.anchors} ${text}`;
  }

  key(text: string): string {
    return this.string(text);
  }

  string(text: string): string {
    const isSafe = /^[A-Za-z_][A-Za-z0-9_./-]*$/.test(text) && !oddStrings.includes(text);
    if (isSafe && this.dice(4) > 0) return text;
    if (this.dice(1) === 0 && !text.includes('\n')) return `'${text.replaceAll("'", "''")}'`;
    return JSON.stringify(text);
  }
}

/** Whether a value is written as a block of lines, of which a comment that is indented like them would be one more. */
function isText(value: Tree | undefined): value is string {
  return typeof value === 'string' && value.endsWith('\n');
}
