import { lastUpTo } from '../yaml/last-up-to.ts';
import type { TextEdit } from '../yaml/text-edit.ts';

/** A place in a text as Monaco counts: lines and columns from 1. */
export type Position = { readonly lineNumber: number; readonly column: number };

/** The lines of a text: LF, CRLF and CR each end one, as in Monaco, in any mixture. */
export type LineIndex = {
  readonly text: string;
  /** Where each line starts. */
  readonly starts: Uint32Array;
  offsetAt(position: Position): number;
  positionAt(offset: number): Position;
};

/** The lines of a text, counted from scratch. */
export function lineIndexOf(text: string): LineIndex {
  const starts = [0];
  const breaks = /\r\n|\n|\r/g;
  if (text.includes('\r')) for (const { index, 0: end } of text.matchAll(breaks)) starts.push(index + end.length);
  else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return lineIndex(text, Uint32Array.from(starts));
}

/** The lines of `text`, which `edits` made of the text of `before`: where they touch no line's end, the lines only move. */
export function editedLineIndex(before: LineIndex, edits: readonly TextEdit[], text: string): LineIndex {
  const isWithinLines = edits.every(
    (edit) => !lineBreak.test(edit.text) && !lineBreak.test(before.text.slice(edit.offset, edit.offset + edit.length)),
  );
  // Between CR and LF an edit makes one line end two.
  if (!isWithinLines || before.text.includes('\r')) return lineIndexOf(text);
  const starts = before.starts.slice();
  for (const { offset, length, text: inserted } of edits) {
    const moved = inserted.length - length;
    if (moved === 0) continue;
    for (let line = lastUpTo(before.starts, offset) + 1; line < starts.length; line++) {
      starts[line] = (starts[line] ?? 0) + moved;
    }
  }
  return lineIndex(text, starts);
}

const lineBreak = /[\r\n]/;

function lineIndex(text: string, starts: Uint32Array): LineIndex {
  return {
    text,
    starts,
    offsetAt({ lineNumber, column }) {
      return Math.min((starts[lineNumber - 1] ?? text.length) + column - 1, text.length);
    },
    positionAt(offset) {
      const line = lastUpTo(starts, offset);
      return { lineNumber: line + 1, column: offset - (starts[line] ?? 0) + 1 };
    },
  };
}

/** The line end that new lines get: the first one of the text, else LF. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const first = text.indexOf('\n');
  return first > 0 && text.charAt(first - 1) === '\r' ? '\r\n' : '\n';
}

/** Whether a text ends its lines in more than one way, which Monaco would make the same. */
export function hasMixedLineEnds(text: string): boolean {
  if (!text.includes('\r')) return false;
  return /\r(?!\n)/.test(text) || /(?:^|[^\r])\n/.test(text);
}
