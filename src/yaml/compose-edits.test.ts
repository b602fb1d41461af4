import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeEdits } from './compose-edits.ts';
import { applyTextEdits, type TextEdit } from './text-edit.ts';

describe('composed edits', () => {
  it('do at once what the lists do one after the other', () => {
    fc.assert(
      fc.property(fc.string(), fc.gen(), (text, generate) => {
        let after = text;
        const lists: TextEdit[][] = [];
        for (let step = 0; step < 4; step++) {
          const edits = randomEdits(after, generate);
          lists.push(edits);
          after = applyTextEdits(after, edits);
        }
        expect(applyTextEdits(text, composeEdits(text.length, lists))).toBe(after);
      }),
    );
  });

  it('leave alone what no list touched', () => {
    const lists = [
      [{ offset: 4, length: 0, text: 'new' }],
      [{ offset: 5, length: 1, text: 'E' }],
      [{ offset: 0, length: 1, text: '' }],
    ];
    expect(composeEdits(8, lists)).toEqual([
      { offset: 0, length: 1, text: '' },
      { offset: 4, length: 0, text: 'nEw' },
    ]);
    expect(composeEdits(8, [])).toEqual([]);
  });
});

function randomEdits(text: string, generate: fc.GeneratorValue): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let position = 0; position <= text.length && edits.length < 3;) {
    const offset = position + generate(fc.nat, { max: text.length - position });
    const length = generate(fc.nat, { max: Math.min(3, text.length - offset) });
    edits.push({ offset, length, text: generate(fc.string) });
    position = offset + length + 1;
  }
  return edits;
}
