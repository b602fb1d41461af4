import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextDocument } from './text-document.ts';
import { createPlainTextDocument } from './plain-text-document.ts';

/** Applies a step as text: something typed at a place, something removed, a group of two. */
type Step = { readonly at: number; readonly remove: number; readonly text: string; readonly grouped: boolean };

const step = fc.record({
  at: fc.nat(40),
  remove: fc.nat(5),
  text: fc.string({ maxLength: 4 }),
  grouped: fc.boolean(),
});

function take(document: TextDocument, { at, remove, text, grouped }: Step): void {
  const offset = Math.min(at, document.text.length);
  const length = Math.min(remove, document.text.length - offset);
  if (grouped) document.beginGroup();
  document.apply([{ offset, length, text }]);
  if (grouped) {
    document.apply([{ offset: 0, length: 0, text: '!' }]);
    document.endGroup();
  }
}

describe('a plain text document', () => {
  it('undoes and redoes every step, groups as one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const document = createPlainTextDocument('first text');
        const texts = [document.text];
        for (const one of steps) {
          take(document, one);
          texts.push(document.text);
        }
        for (const text of texts.toReversed().slice(1)) {
          document.undo();
          expect(document.text).toBe(text);
        }
        expect(document.canUndo).toBe(false);
        for (const text of texts.slice(1)) {
          document.redo();
          expect(document.text).toBe(text);
        }
        expect(document.canRedo).toBe(false);
      }),
    );
  });

  it('hands its steps on to whoever takes over', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const document = createPlainTextDocument('first text');
        for (const one of steps) take(document, one);
        const { text, steps: history } = document.history();
        const next = createPlainTextDocument(text);
        for (const edits of history.flat()) next.apply(edits);
        expect(text).toBe('first text');
        expect(next.text).toBe(document.text);
      }),
    );
  });

  it('forgets its steps when another text is opened', () => {
    const document = createPlainTextDocument('a');
    document.apply([{ offset: 0, length: 0, text: 'b' }]);
    document.reset('new');
    expect([document.text, document.canUndo, document.canRedo]).toEqual(['new', false, false]);
  });
});
