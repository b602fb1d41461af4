import type { DocumentChange, DocumentHistory, TextDocument } from '../workspace/text-document.ts';
import { applyTextEdits, type TextEdit } from '../yaml/text-edit.ts';
import { editedLineIndex, hasMixedLineEnds, lineEndOf, lineIndexOf, type LineIndex } from './line-index.ts';
import type { monaco } from './load-monaco.ts';

type Model = monaco.editor.ITextModel;

/** The workspace's text as Monaco's model holds it. `lines` counts in the text itself, whatever its line ends. */
export type MonacoDocument = TextDocument & { readonly lines: LineIndex };

/**
 * Monaco's undo stack as the one undo stack (design §1.4); steps made before it was there are made again. The model makes all line ends the same, so the
 * text with its own line ends is kept beside it, and what undo brings back is looked up where they differ. `draw` is called when an edit of ours stands in
 * the model, so that the pane shows it in the frame that it was made in; Monaco alone would wait for the next one.
 */
export function createMonacoDocument(model: Model, history: DocumentHistory, draw: () => void): MonacoDocument {
  const listeners = new Set<(change: DocumentChange) => void>();
  let lines = lineIndexOf('');
  let versions: Map<number, string> | null = null;
  let version = model.getAlternativeVersionId();
  let applying: readonly TextEdit[] | null = null;
  let grouped = false;

  const remember = (next: LineIndex) => {
    // Line ends may come to differ only now, by a document of another kind that is added.
    if (!versions && hasMixedLineEnds(next.text)) versions = new Map([[version, lines.text]]);
    lines = next;
    version = model.getAlternativeVersionId();
    versions?.set(version, lines.text);
  };
  const start = (text: string) => {
    versions = hasMixedLineEnds(text) ? new Map() : null;
    model.setValue(text);
    remember(lineIndexOf(text));
  };
  const push = (edits: readonly TextEdit[]) => {
    applying = edits;
    const lineCount = model.getLineCount();
    const operations = edits.map(({ offset, length, text }) => ({ range: rangeOf(lines, offset, length), text }));
    model.pushEditOperations(null, operations, () => null);
    applying = null;
    // Where lines came or went, others stand at these numbers now.
    if (model.getLineCount() === lineCount) for (const { range } of operations) colour(model, range.startLineNumber);
  };
  const changed = (event: monaco.editor.IModelContentChangedEvent) => {
    if (event.isFlush) return;
    const before = lines;
    // An empty text, or one of a single line, tells nothing of its line ends: the model remembers.
    const lineEnd = before.text.includes('\n') ? lineEndOf(before.text) : model.getEOL();
    const typed = event.changes.map(({ range, text }) => {
      const offset = before.offsetAt({ lineNumber: range.startLineNumber, column: range.startColumn });
      const end = before.offsetAt({ lineNumber: range.endLineNumber, column: range.endColumn });
      return { offset, length: end - offset, text: text.replaceAll(/\r\n|\n|\r/g, lineEnd) };
    });
    const edits = applying ?? typed;
    const known = event.isUndoing || event.isRedoing ? versions?.get(model.getAlternativeVersionId()) : undefined;
    remember(known ? lineIndexOf(known) : editedLineIndex(before, edits, applyTextEdits(before.text, edits)));
    const origin = event.isUndoing ? 'undo' : event.isRedoing ? 'redo' : applying ? 'edit' : 'typing';
    for (const listener of listeners) listener({ edits, origin });
  };

  start(history.text);
  model.onDidChangeContent(changed);
  for (const step of history.steps) {
    model.pushStackElement();
    for (const edits of step) push(edits);
    model.pushStackElement();
  }

  return {
    get lines() {
      return lines;
    },
    get text() {
      return lines.text;
    },
    get canUndo() {
      return model.canUndo();
    },
    get canRedo() {
      return model.canRedo();
    },
    apply(edits) {
      if (!grouped) model.pushStackElement();
      push(edits);
      if (!grouped) model.pushStackElement();
      draw();
    },
    reset(text) {
      const length = lines.text.length;
      start(text);
      for (const listener of listeners) listener({ edits: [{ offset: 0, length, text }], origin: 'replace' });
    },
    beginGroup() {
      model.pushStackElement();
      grouped = true;
    },
    endGroup() {
      grouped = false;
      model.pushStackElement();
    },
    undo: () => void model.undo(),
    redo: () => void model.redo(),
    history: () => ({ text: lines.text, steps: [] }),
    onDidChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * Finds the colours of a line that was just edited, where little stands between it and what is coloured. Monaco would find them when the page is idle
 * and draw the pane a second time. Its interface does not show this part of the model, so nothing rests on its being there.
 */
function colour(model: Model, line: number): void {
  const { tokenization } = model as Model & { tokenization?: { tokenizeIfCheap?: (lineNumber: number) => void } };
  tokenization?.tokenizeIfCheap?.(line);
}

/** A stretch of a text as Monaco's range. */
export function rangeOf(lines: LineIndex, offset: number, length: number) {
  const start = lines.positionAt(offset);
  const end = length === 0 ? start : lines.positionAt(offset + length);
  return {
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  };
}
