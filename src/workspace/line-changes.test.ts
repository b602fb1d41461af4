import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineChanges } from './line-changes.ts';

it('counts lines that came and went', () => {
  expect(lineChanges('a\nb\n', 'a\nc\nd\n')).toEqual({ added: 2, removed: 1 });
  expect(lineChanges('', 'a\n')).toEqual({ added: 1, removed: 0 });
  expect(lineChanges('a\na\n', 'a\n')).toEqual({ added: 0, removed: 1 });
  expect(lineChanges('a\nb\n', 'b\r\na')).toEqual({ added: 0, removed: 0 });
});

it('is the same backwards', () => {
  const text = fc.array(fc.constantFrom('a', 'b', ''), { maxLength: 6 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { added, removed } = lineChanges(before, after);
      expect(lineChanges(after, before)).toEqual({ added: removed, removed: added });
    }),
  );
});
