import { commentsOf } from './comments.ts';
import { equalValues } from './equal-values.ts';
import { refuse, type Refused } from './refused.ts';
import { parseStream, type YamlDocument } from './stream.ts';
import type { TextEdit } from './text-edit.ts';

/** The document that `source` is, or a refusal where it is not exactly one that reads without an error. What it shares with `before` is taken from there. */
export function reparse(source: string, before: YamlDocument): YamlDocument | Refused {
  const known = { text: before.source, documents: [before], offsets: [0] };
  const [document, ...others] = parseStream(source, known).documents;
  const isSound = document && others.length === 0 && document.problems.every(({ severity }) => severity !== 'error');
  return isSound
    ? document
    : refuse('verification', 'The change would not leave readable YAML here; make it in the text.');
}

/** Whether `after` says what was meant and ends as `before` did; null where it does. */
export function verifyValue(before: YamlDocument, after: YamlDocument, expected: unknown): Refused | null {
  const endsAlike = before.source.endsWith('\n') === after.source.endsWith('\n');
  if (endsAlike && equalValues(after.value, expected)) return null;
  return refuse('verification', 'The change would alter more than was meant; make it in the text.');
}

/** Whether every comment is still there, but for those in text that `edits` removed where `mayRemove` says that they go with it. */
export function verifyComments(
  before: string,
  edits: readonly TextEdit[],
  after: string,
  mayRemove: boolean,
): Refused | null {
  // A comment outside of what was removed could only vanish into a scalar, and then the value would tell.
  if (!edits.some(({ offset, length }) => before.slice(offset, offset + length).includes('#'))) return null;
  const left = new Map<string, number>();
  for (const { text } of commentsOf(after)) left.set(text, (left.get(text) ?? 0) + 1);
  const isRemoved = (position: number) =>
    mayRemove && edits.some(({ offset, length }) => position >= offset && position < offset + length);
  for (const { offset, text } of commentsOf(before)) {
    if (isRemoved(offset)) continue;
    const count = left.get(text) ?? 0;
    if (count === 0) return refuse('verification', `The comment “${text}” would be lost; make the change in the text.`);
    left.set(text, count - 1);
  }
  return null;
}
