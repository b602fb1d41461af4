import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canBeSplit, changedFiles, freePath, joinFiles, splitFiles } from './split-files.ts';
import { parseStream } from '../yaml/stream.ts';

const line = fc.constantFrom(
  'a: 1',
  '---',
  '--- ',
  '--- # c',
  '# Source: other.yaml',
  '# Source: elsewhere/z.yaml',
  '# c',
  '',
  '  b: "x"',
  '...',
);
const text = fc
  .tuple(
    fc.constantFrom('', '\uFEFF'),
    fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 8 }),
    fc.constantFrom('', 'end: 1'),
  )
  .map(([mark, lines, end]) => mark + lines.map(([words, stop]) => words + stop).join('') + end);
const files = fc
  .array(text, { maxLength: 5 })
  .map((texts) => texts.map((content, index) => ({ path: `dir/${index}.yaml`, text: content })));

describe('files in one text', () => {
  it('come back byte for byte', () => {
    fc.assert(
      fc.property(files, (opened) => {
        expect(splitFiles(joinFiles(opened), opened)).toEqual({ files: opened, rest: '' });
        expect(canBeSplit(opened)).toBe(true);
      }),
    );
  });

  it('are whole documents: no file runs into the next', () => {
    const opened = [
      { path: 'a.yaml', text: 'a: 1' },
      { path: 'b.yaml', text: '---\nb: 1\n---\nc: 1\n' },
    ];
    const { documents } = parseStream(joinFiles(opened));
    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { b: 1 }, { c: 1 }]);
    expect(documents.map(({ file }) => file)).toEqual(['a.yaml', 'b.yaml', null]);
  });

  it('change alone where only one is edited', () => {
    const opened = [
      { path: 'a.yaml', text: '\uFEFF---\r\na: 1' },
      { path: 'b.yaml', text: 'b: 1\n' },
    ];
    const split = splitFiles(joinFiles(opened).replace('a: 1', 'a: 2'), opened);
    expect(changedFiles(split, opened)).toEqual([{ path: 'a.yaml', text: '\uFEFF---\r\na: 2' }]);
  });

  it('gather what is marked as theirs, and leave to none what stands before the first', () => {
    const opened = [{ path: 'a.yaml', text: 'a: 1\n' }];
    const edited = `x: 1\n${joinFiles(opened)}---\n# Source: a.yaml\nb: 1\n`;
    expect(splitFiles(edited, opened)).toEqual({
      files: [{ path: 'a.yaml', text: 'a: 1\n---\nb: 1\n' }],
      rest: 'x: 1\n',
    });
  });

  it('that hold the marks of one another are found out', () => {
    expect(
      canBeSplit([
        { path: 'a.yaml', text: 'a: 1\n---\n# Source: b.yaml\nb: 1\n' },
        { path: 'b.yaml', text: 'b: 1\n' },
      ]),
    ).toBe(false);
  });

  it('are not written where their mark is gone', () => {
    const opened = [{ path: 'a.yaml', text: 'a: 1\n' }];
    expect(splitFiles('a: 1\n', opened)).toEqual({ files: [], rest: 'a: 1\n' });
  });
});

it('a free path keeps its ending', () => {
  expect(freePath('d/a.yaml', new Set(['d/a.yaml', 'd/a (2).yaml']))).toBe('d/a (3).yaml');
  expect(freePath('d.x/a', new Set(['d.x/a']))).toBe('d.x/a (2)');
  expect(freePath(' a\n.yaml ', new Set())).toBe('a .yaml');
});
