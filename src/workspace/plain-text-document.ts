import { applyTextEdits, invertTextEdits, type TextEdit } from '../yaml/text-edit.ts';
import type { DocumentChange, TextDocument } from './text-document.ts';

/** One change and the one that takes it back. */
type Step = { readonly edits: readonly TextEdit[]; readonly inverse: readonly TextEdit[] };

/** A text held in memory with an undo stack of its own: what the workspace stands on until an editor takes over, in tests and for ever. */
export function createPlainTextDocument(initial: string): TextDocument {
  let text = initial;
  // An undo step is a list of changes, in the order they were made.
  let done: Step[][] = [];
  let undone: Step[][] = [];
  let group: Step[] | null = null;
  const listeners = new Set<(change: DocumentChange) => void>();

  const change = (edits: readonly TextEdit[], origin: DocumentChange['origin']) => {
    text = applyTextEdits(text, edits);
    for (const listener of listeners) listener({ edits, origin });
  };

  return {
    get text() {
      return text;
    },
    get canUndo() {
      return done.length > 0;
    },
    get canRedo() {
      return undone.length > 0;
    },
    apply(edits) {
      if (edits.length === 0) return;
      const step = { edits, inverse: invertTextEdits(text, edits) };
      if (group?.length) group.push(step);
      else {
        const steps = [step];
        if (group) group = steps;
        done.push(steps);
      }
      undone = [];
      change(edits, 'edit');
    },
    reset(next) {
      done = [];
      undone = [];
      group = null;
      change([{ offset: 0, length: text.length, text: next }], 'replace');
    },
    beginGroup() {
      group = [];
    },
    endGroup() {
      group = null;
    },
    undo() {
      const steps = done.pop();
      if (!steps) return;
      undone.push(steps);
      for (const step of steps.toReversed()) change(step.inverse, 'undo');
    },
    redo() {
      const steps = undone.pop();
      if (!steps) return;
      done.push(steps);
      for (const step of steps) change(step.edits, 'redo');
    },
    history() {
      const undoing = done.flat().toReversed();
      const first = undoing.reduce((later, { inverse }) => applyTextEdits(later, inverse), text);
      return { text: first, steps: done.map((steps) => steps.map(({ edits }) => edits)) };
    },
    onDidChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
