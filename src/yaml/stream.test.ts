import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStream } from './stream.ts';

const values = (text: string) => parseStream(text).documents.map(({ value }) => value);
const codes = (text: string) => parseStream(text).documents.flatMap(({ problems }) => problems.map(({ code }) => code));

describe('a stream', () => {
  it('is cut at markers, and the pieces are the text', () => {
    const text = '# head\n---\na: 1\n--- # next\nb: 2\n---\n';
    const { documents, offsets } = parseStream(text);
    expect(documents.map(({ source }) => source).join('')).toBe(text);
    expect(offsets).toEqual([0, 7, 16, 32]);
    expect(documents.map(({ isEmpty }) => isEmpty)).toEqual([true, false, false, true]);
  });

  it('keeps directives with their document and takes content behind the marker', () => {
    expect(values('%YAML 1.1\n---\na: 1\n')).toEqual([{ a: 1 }]);
    expect(values('--- {a: 1}\n')).toEqual([{ a: 1 }]);
  });

  it('is not cut inside a block scalar', () => {
    expect(values('a: |\n  ---\n  b\n')).toEqual([{ a: '---\nb\n' }]);
  });

  it('hands out the same document while its text stays the same, wherever it moves', () => {
    const before = parseStream('---\na: 1\n---\nb: 2\n');
    const after = parseStream('---\nnew: 0\n---\na: 1\n---\nb: 3\n', before);
    expect(after.documents[1]).toBe(before.documents[0]);
    expect(after.documents[2]).not.toBe(before.documents[1]);
  });

  it('reads the file name that helm template prints', () => {
    const { documents } = parseStream(
      '---\n# Source: shop/templates/vs.yaml\na: 1\n---\na: 2\n# Source: not-at-the-head\n',
    );
    expect(documents.map(({ file }) => file)).toEqual(['shop/templates/vs.yaml', null]);
  });

  it('parsed step by step equals parsed from scratch', () => {
    const piece = fc.constantFrom(
      'a: 1\n',
      '---\n',
      'b: [1, 2]\n',
      '# c\n',
      '  x: y\n',
      '- z\n',
      '---\r\n',
      'k: "v\n',
      '{\n',
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (texts) => {
        const last = texts.reduce<ReturnType<typeof parseStream> | undefined>(
          (stream, next) => parseStream(next, stream),
          undefined,
        );
        const fresh = parseStream(texts.at(-1) ?? '');
        expect(last?.offsets).toEqual(fresh.offsets);
        expect(last?.documents).toEqual(fresh.documents);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const { documents } = parseStream(text);
        expect(documents.map(({ source }) => source).join('')).toBe(text);
      }),
    );
  });
});

describe('values', () => {
  it('have merge keys applied, aliases unfolded and text keys', () => {
    const text = 'base: &b {x: 1, z: 2}\nuse:\n  <<: *b\n  z: 3\n80: port\nyes: flag\n';
    expect(values(text)).toEqual([{ base: { x: 1, z: 2 }, use: { x: 1, z: 3 }, '80': 'port', true: 'flag' }]);
  });

  it('are not shared with the prototype', () => {
    const [value] = values('__proto__: {polluted: true}\n');
    expect(Object.hasOwn(value as object, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('of an alias bomb are not unfolded', () => {
    const rows = Array.from(
      { length: 30 },
      (_, row) => `k${row + 1}: &k${row + 1} [${`*k${row}, `.repeat(9)}*k${row}]`,
    );
    expect(codes(`k0: &k0 [x]\n${rows.join('\n')}\n`)).toContain('yaml.aliases');
  });
});

describe('problems', () => {
  it('say where the text is broken, and the other documents live', () => {
    const { documents } = parseStream('a: "x\n---\nb: 1\n');
    expect(documents[0]?.problems[0]).toMatchObject({ code: 'yaml.syntax', severity: 'error' });
    expect(documents[1]?.value).toEqual({ b: 1 });
  });

  it('know a Helm template from its output', () => {
    expect(codes('host: {{ .Values.host }}\n')).toEqual(['yaml.template']);
    expect(codes('{{- if .x }}\na: 1\n{{- end }}\n')).toEqual(['yaml.template']);
    expect(codes('text: "{{ not a template }}"\n')).toEqual([]);
  });

  it('tell of keys that stand twice, of what follows the end, and of question marks that Kubernetes cannot read', () => {
    expect(codes('a: 1\na: 2\n')).toEqual(['yaml.duplicate-key']);
    expect(codes('yes: 1\n"true": 2\n0x1F: 3\n31: 4\n')).toEqual(['yaml.duplicate-key', 'yaml.duplicate-key']);
    expect(codes('"yes": 1\ntrue: 2\na: &a {}\nb: {<<: *a, <<: *a}\n')).toEqual([]);
    expect(codes('a: 1\n...\nb: 2\n')).toContain('yaml.after-end');
    expect(codes('a:\n- 1\n...\n  - 2\n')).toContain('yaml.after-end');
    expect(codes('a: 1\n...\n  # nothing\n\n')).toEqual([]);
    const unclosed = 'a: 1\nkind: "Service\nb: 2\n';
    const [quote] = parseStream(`${unclosed}---\nc: 3\n`).documents[0]?.problems ?? [];
    expect([quote?.range.start, quote?.message]).toEqual([unclosed.indexOf('"'), expect.stringContaining('quote')]);
    expect(codes('m: {regex: https?}\n')).toEqual(['yaml.question-mark']);
    expect(codes('m:\n  regex: https?\n')).toEqual([]);
  });

  it('tell once of a merge conflict, at its first line', () => {
    const text = 'a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\nc: 1\n';
    for (const each of [text, text.replaceAll('\n', '\r\n')]) {
      const [problem, ...others] = parseStream(each).documents[0]?.problems ?? [];
      expect([problem?.code, others]).toEqual(['yaml.merge-conflict', []]);
      expect(each.slice(problem?.range.start, problem?.range.end)).toBe('<<<<<<< HEAD');
    }
    expect(codes('a: |\n  <<<<<<< HEAD\n  =======\n  >>>>>>> x\n')).toEqual([]);
  });

  it('tell once of tabs in the indentation, at the first, and of what is wrong above', () => {
    const tabs = 'a:\n  b:\n\tc: 1\n  d:\n\t- e\n\t-\tf: 1\n\t\tg: 2\n';
    const problems = (text: string) =>
      (parseStream(text).documents[0]?.problems ?? []).map(({ message, range }) => [range.start, message]);
    expect(problems(tabs)).toEqual([[8, expect.stringContaining('tab indents')]]);
    expect(problems(`x: "\\q"\n${tabs}`)).toEqual([
      [expect.any(Number), expect.stringContaining('escape')],
      [16, expect.stringContaining('tab indents')],
    ]);
  });

  it('tell of characters that YAML does not allow, wherever they stand', () => {
    const [problem] = parseStream('a: 1 # \0 x\nb: 2\n').documents[0]?.problems ?? [];
    expect(problem).toMatchObject({ code: 'yaml.control-character', severity: 'error', range: { start: 7, end: 8 } });
    expect(problem?.message).toContain('U+0000');
    expect(codes('a: "\u009f"\n')).toContain('yaml.control-character');
    expect(codes('\ufeffa: "\u0085\u00a0\ud83d\ude00\t"\r\n')).toEqual([]);
  });

  it('tell of an alias that stands for nothing', () => {
    const text = 'a: *x # c\nb: &x 1\nc: *x\nd: {<<: *y}\n';
    const [document] = parseStream(text).documents;
    expect(document?.value).toBeNull();
    expect(document?.problems.map(({ severity, range }) => [severity, text.slice(range.start, range.end)])).toEqual([
      ['error', '*x'],
      ['error', '*y'],
    ]);
    expect(document?.problems[0]?.message).toContain('no value above is marked `&x`');
    expect(codes('a: &x 1\nb: &x [*x]\n')).toEqual(['yaml.unknown-alias']);
    expect(codes('a: &x 1\n---\nb: *x\n')).toEqual(['yaml.unknown-alias']);
    expect(codes('hosts:\n- *.example.com\n')).toEqual(['yaml.unknown-alias']);
    expect(values('&k key: &x 1\nb: [*k, *x, "*y"]\n')).toEqual([{ key: 1, b: ['key', 1, '*y'] }]);
  });

  it('reads a long document of many short lists, which cutting off one by one would not end', () => {
    const lists = Array.from({ length: 10_000 }, (_, index) => `k${index}:\n- b: 1\n`).join('');
    expect(Object.keys(parseStream(lists).documents[0]?.value as object)).toHaveLength(10_000);
  });
});
