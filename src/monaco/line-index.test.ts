import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasMixedLineEnds, lineEndOf, lineIndexOf } from './line-index.ts';

const text = fc
  .array(fc.constantFrom('a', 'bc', '\n', '\r\n', '\r', ' '), { maxLength: 20 })
  .map((parts) => parts.join(''));

it('offsets and positions are one another’s inverse', () => {
  fc.assert(
    fc.property(text, fc.nat(40), (value, at) => {
      const lines = lineIndexOf(value);
      const offset = Math.min(at, value.length);
      expect(lines.offsetAt(lines.positionAt(offset))).toBe(offset);
    }),
  );
});

it('lines are counted as Monaco counts them', () => {
  const lines = lineIndexOf('a\r\nb\rc\nd');
  expect([0, 3, 5, 7].map((offset) => lines.positionAt(offset).lineNumber)).toEqual([1, 2, 3, 4]);
});

it('knows texts whose line ends Monaco would change', () => {
  expect(['a\nb\n', 'a\r\nb\r\n', 'a'].map(hasMixedLineEnds)).toEqual([false, false, false]);
  expect(['a\nb\r\n', 'a\rb', '\na\r\n'].map(hasMixedLineEnds)).toEqual([true, true, true]);
  expect([lineEndOf('a\r\nb\n'), lineEndOf('a')]).toEqual(['\r\n', '\n']);
});
