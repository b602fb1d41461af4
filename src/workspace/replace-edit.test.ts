import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyTextEdits } from '../yaml/text-edit.ts';
import { replaceEdit } from './replace-edit.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', '\r', '\n', '\r\n', '😀', '😁', '\uD83D'), { maxLength: 8 })
  .map((pieces) => pieces.join(''));

it('makes one text of the other', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(applyTextEdits(before, replaceEdit(before, after))).toBe(after);
    }),
    { numRuns: 500 },
  );
});

it('touches only what differs, in whole characters and line ends', () => {
  expect(replaceEdit('a\nb\nc\n', 'a\nx\nc\n')).toEqual([{ offset: 2, length: 1, text: 'x' }]);
  expect(replaceEdit('aa', 'aaa')).toEqual([{ offset: 2, length: 0, text: 'a' }]);
  expect(replaceEdit('a\r\nb', 'a\nb')).toEqual([{ offset: 1, length: 2, text: '\n' }]);
  expect(replaceEdit('😀', '😁')).toEqual([{ offset: 0, length: 2, text: '😁' }]);
  expect(replaceEdit('a', 'a')).toEqual([]);
});
