import { lexemesOf } from './lexemes.ts';
import type { Range } from './text-edit.ts';

/** A comment of a text: from its `#` to the end of its line. */
export type Comment = { readonly offset: number; readonly text: string };

/** Every comment of a document's source, in order; what looks like one inside a scalar is none. */
export function commentsOf(source: string): Comment[] {
  if (!source.includes('#')) return [];
  const comments: Comment[] = [];
  for (const { offset, text, kind } of lexemesOf(source))
    if (kind === 'other' && text.startsWith('#')) comments.push({ offset, text: text.trimEnd() });
  return comments;
}

/** The comments that start in a stretch of the text. */
export function commentsIn(source: string, { start, end }: Range): Comment[] {
  if (!source.slice(start, end).includes('#')) return [];
  return commentsOf(source).filter(({ offset }) => offset >= start && offset < end);
}

/** Whether a comment starts in a stretch of the text. */
export function hasComment(source: string, range: Range): boolean {
  return commentsIn(source, range).length > 0;
}
