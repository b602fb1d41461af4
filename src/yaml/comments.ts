import { Lexer } from 'yaml';
import type { Range } from './text-edit.ts';

/** A comment of a text: from its `#` to the end of its line. */
export type Comment = { readonly offset: number; readonly text: string };

/** What the lexer puts before a scalar's text; it stands for no character of the source, like the other two marks. */
const SCALAR = '\u001F';
const MARKS = new Set([SCALAR, '\u0002', '\u0018']);

/** Every comment of a document's source, in order; what looks like one inside a scalar is none. */
export function commentsOf(source: string): Comment[] {
  if (!source.includes('#')) return [];
  const comments: Comment[] = [];
  let offset = 0;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(source)) {
    if (MARKS.has(lexeme)) {
      isScalar = lexeme === SCALAR;
      continue;
    }
    if (!isScalar && lexeme.startsWith('#')) comments.push({ offset, text: lexeme.trimEnd() });
    isScalar = false;
    offset += lexeme.length;
  }
  return comments;
}

/** The comments that start in a stretch of the text. */
export function commentsIn(source: string, { start, end }: Range): Comment[] {
  if (!source.slice(start, end).includes('#')) return [];
  return commentsOf(source).filter(({ offset }) => offset >= start && offset < end);
}

export function hasComment(source: string, range: Range): boolean {
  return commentsIn(source, range).length > 0;
}
