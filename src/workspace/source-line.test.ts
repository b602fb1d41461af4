import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineNumbers } from '../yaml/line-numbers.ts';
import { parseStream } from '../yaml/stream.ts';
import { lineAt } from './source-line.ts';

it('a line is counted in the whole text, whatever document it is in', () => {
  const line = fc.constantFrom('a: 1', 'b:', '  - c', '# d', '', '---', '--- # e', '...', '|', '\r');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.boolean(), fc.nat(80), (lines, ends, at) => {
      const text = lines.join('\n') + (ends ? '\n' : '');
      const offset = Math.min(at, text.length);
      expect(lineAt(parseStream(text), offset)).toBe(lineNumbers(text)(offset));
    }),
    { numRuns: 500 },
  );
});
