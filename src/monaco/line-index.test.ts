import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyTextEdits } from '../yaml/text-edit.ts';
import { editedLineIndex, hasMixedLineEnds, lineEndOf, lineIndexOf } from './line-index.ts';

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

it('lines after edits are those of the new text', () => {
  const cuts = fc.uniqueArray(fc.nat(40), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(text, cuts, text, text, (value, places, first, second) => {
      const [a = 0, b = 0, c = 0, d = 0] = places.map((at) => Math.min(at, value.length)).toSorted((x, y) => x - y);
      const edits =
        places.length < 4
          ? [{ offset: a, length: b - a, text: first }]
          : [
              { offset: a, length: b - a, text: first },
              { offset: c, length: d - c, text: second },
            ];
      const edited = applyTextEdits(value, edits);
      expect(editedLineIndex(lineIndexOf(value), edits, edited).starts).toEqual(lineIndexOf(edited).starts);
    }),
    { numRuns: 500 },
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
