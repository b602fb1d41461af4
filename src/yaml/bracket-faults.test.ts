import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStream } from './stream.ts';

/** What is told of the first document, as “range: sentence”. */
function told(text: string): string[] {
  const [document] = parseStream(text).documents;
  return (document?.problems ?? []).map(
    ({ message, range }) => `${range.start} ${text.slice(range.start, range.end)}: ${message}`,
  );
}

const unclosed = (at: number, bracket: '[' | '{') =>
  `${at} ${bracket}: This \`${bracket}\` is not closed: a \`${bracket === '[' ? ']' : '}'}\` is missing.`;

describe('a bracket that is not closed', () => {
  it('is told where it opens, and nothing else of it', () => {
    expect(told('hosts: [a, b\nhttp:\n- x: 1\n')).toEqual([unclosed(7, '[')]);
    expect(told('match: {uri: {prefix: /a}\nb: 1\n')).toEqual([unclosed(7, '{')]);
    expect(told('a:\n  - b: [x\n  - c: 1\n')).toEqual([unclosed(10, '[')]);
    expect(told('a: [b\n\n# c\nd: 1\n')).toEqual([unclosed(3, '[')]);
    expect(told('a: [b\r\nc: 1\r\n')).toEqual([unclosed(3, '[')]);
    expect(told('[a: b\nc: d\n')).toEqual([unclosed(0, '[')]);
  });

  it('is told at the end of a document, too', () => {
    for (const rest of ['', '\n', '\r\n', 'b, c', '\n---\nb: 1\n', '\n...\n', ' # ]\n', '"c]"\n'])
      expect([rest, told(`a: [${rest}`)]).toEqual([rest, [unclosed(3, '[')]]);
    const { documents } = parseStream('a: 1\n---\nb: [c]\n---\nd: {\n---\ne: 1\n');
    expect(documents.map(({ problems }) => problems.length)).toEqual([0, 0, 1, 0]);
    expect(documents[2]?.problems[0]?.range).toEqual({ start: 7, end: 8 });
  });

  it('is the innermost one without its own', () => {
    expect(told('a: {b: [c}\nd: 1\n')).toEqual([unclosed(7, '[')]);
    expect(told('a: [b, {c: 1]\nd: 2\n')).toEqual([unclosed(7, '{')]);
    expect(told('- match: [{uri: {prefix: /a}, {uri: {exact: /b}}]\n  route: 1\n')).toEqual([unclosed(10, '{')]);
    expect(told('a: [1, [2, [3\nb: 1\n')).toEqual([unclosed(11, '[')]);
  });

  it('hides what it makes of the lines that it takes in, and nothing behind them', () => {
    expect(told('spec: {hosts: [a, b]\n  http:\n  - x: 1\ny: 1\n')).toEqual([unclosed(6, '{')]);
    expect(told('a: [b\n  c: 1\n  d: 2\ne: [\n')).toEqual([unclosed(3, '['), unclosed(23, '[')]);
  });

  it('leaves the word to the quote that took the closing one', () => {
    expect(told('a: ["x]\ny: 1\n')).toEqual(['4 ": A string is opened here with a quote that is never closed.']);
    expect(told('a: [b\nc: "x\n')).toEqual([
      unclosed(3, '['),
      '9 ": A string is opened here with a quote that is never closed.',
    ]);
  });

  it('is found wherever it is missing', () => {
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('x', '"]"', "'{'", 'a-b'),
        fc.array(tie('tree'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
        fc
          .array(tie('tree'), { maxLength: 3 })
          .map((items) => `{${items.map((item, at) => `k${at}: ${item}`).join()}}`),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.nat(), fc.constantFrom('\n', '\r\n'), (inner, pick, newline) => {
        const line = `a: [${inner}]`;
        expect(told(`${line}${newline}b: 1${newline}`)).toEqual([]);
        const closing = [...line.matchAll(/"\]"|[\]}]/g)].filter(([text]) => text.length === 1);
        const { index } = closing[pick % closing.length] ?? { index: 0 };
        const broken = `${line.slice(0, index)}${line.slice(index + 1)}${newline}b: 1${newline}`;
        expect(told(broken)).toEqual([expect.stringMatching(/^\d+ ([[{]): This `\1` is not closed/)]);
      }),
    );
  });
});

describe('other brackets', () => {
  it('are told where one is too many or of the wrong kind', () => {
    const tooMany = (at: number, bracket: string, opener: string) =>
      `${at} ${bracket}: This \`${bracket}\` is one too many: no \`${opener}\` is open here. If it is part of a value, put the value in quotes.`;
    expect(told('a: [b]]\nc: 1\n')).toEqual([tooMany(6, ']', '[')]);
    expect(told('a: {b: c}}\n')).toEqual([tooMany(9, '}', '{')]);
    expect(told('a: ]\nb: 1\n')).toEqual([tooMany(3, ']', '[')]);
    expect(told('a: [b}\nc: 1\n')).toEqual(['5 }: This `}` cannot close a `[`: it must be a `]`.']);
  });

  it('that are closed on lines too far left are told as just that', () => {
    const sentence = (bracket: string, pair: string) =>
      `This line stands inside \`${pair}\` and must be indented deeper than the line with the \`${bracket}\`.`;
    expect(told('a: [{\n  b: 1\n}]\nc: 1\n')).toEqual([`13 }]: ${sentence('[', '[ ]')}`]);
    expect(told('a: {\r\nb: 1,\r\nc: [x]\r\n}\r\nd: 1\r\n')).toEqual([`6 b: 1,: ${sentence('{', '{ }')}`]);
  });

  it('that are fine, or no brackets at all, are left alone', () => {
    for (const text of [
      'a: [b,\n  c]\nd: {\n  e: 1\n}\n',
      'a: b]\nc: "["\nd: \'{\'\ne: x # [\nf: |\n  [\n',
      'a: [\n  b, # ]\n  "[",\n  it\'s\n]\n',
    ])
      expect(told(text)).toEqual([]);
    expect(told('a: [b] c\n')).toEqual(['7 c: This does not belong here.']);
    expect(told('a: [b]\nc: "x\n')).toEqual(['10 ": A string is opened here with a quote that is never closed.']);
  });

  it('never make reading throw', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      'a: ',
      '"',
      "'",
      '- ',
      ', ',
      '\n',
      '\r\n',
      '  ',
      '#',
      'x',
      '|',
      '\u0018',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        for (const { source, problems } of parseStream(pieces.join('')).documents)
          for (const { range } of problems) expect(range.end <= source.length && range.start <= range.end).toBe(true);
      }),
    );
  });
});
