import type { TextEdit } from './text-edit.ts';

/** A stretch of a text in the making: taken from the original, or new. */
type Piece = { readonly start: number; readonly end: number } | { readonly text: string };

/** The edits that do at once what lists of edits do one after the other, each list in terms of the text that the one before it left. */
export function composeEdits(length: number, lists: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  const [only = []] = lists;
  if (lists.length < 2) return only;
  let pieces: readonly Piece[] = [{ start: 0, end: length }];
  for (const edits of lists) pieces = edited(pieces, edits);
  return editsOf(pieces, length);
}

function edited(pieces: readonly Piece[], edits: readonly TextEdit[]): readonly Piece[] {
  const result: Piece[] = [];
  let position = 0;
  for (const { offset, length, text } of edits.toSorted((a, b) => a.offset - b.offset)) {
    result.push(...slice(pieces, position, offset));
    if (text !== '') result.push({ text });
    position = offset + length;
  }
  result.push(...slice(pieces, position, Infinity));
  return result;
}

function slice(pieces: readonly Piece[], from: number, to: number): Piece[] {
  const result: Piece[] = [];
  let position = 0;
  for (const piece of pieces) {
    const size = 'text' in piece ? piece.text.length : piece.end - piece.start;
    const start = Math.max(0, from - position);
    const end = Math.min(size, to - position);
    position += size;
    if (start >= end) continue;
    result.push(
      'text' in piece ? { text: piece.text.slice(start, end) } : { start: piece.start + start, end: piece.start + end },
    );
  }
  return result;
}

function editsOf(pieces: readonly Piece[], length: number): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let position = 0;
  let text = '';
  const flush = (start: number) => {
    if (text !== '' || start > position) edits.push({ offset: position, length: start - position, text });
    text = '';
  };
  for (const piece of pieces) {
    if ('text' in piece) {
      text += piece.text;
      continue;
    }
    flush(piece.start);
    position = piece.end;
  }
  flush(length);
  return edits;
}
