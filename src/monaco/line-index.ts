import { lastUpTo } from '../yaml/last-up-to.ts';

/** A place in a text as Monaco counts: lines and columns from 1. */
export type Position = { readonly lineNumber: number; readonly column: number };

/** The lines of a text: LF, CRLF and CR each end one, as in Monaco, in any mixture. */
export type LineIndex = {
  readonly text: string;
  offsetAt(position: Position): number;
  positionAt(offset: number): Position;
};

export function lineIndexOf(text: string): LineIndex {
  const starts = [0];
  const breaks = /\r\n|\n|\r/g;
  if (text.includes('\r')) for (const { index, 0: end } of text.matchAll(breaks)) starts.push(index + end.length);
  else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);

  return {
    text,
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
