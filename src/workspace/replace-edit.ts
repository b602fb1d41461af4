import type { TextEdit } from '../yaml/text-edit.ts';

/** The one edit that makes `after` of `before` and leaves alone what both begin and end with; none where they are equal. Never parts a character or a CRLF. */
export function replaceEdit(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  while (start > 0 && (parts(before, start) || parts(after, start))) start--;
  let kept = 0;
  while (kept < shorter - start && before.at(-1 - kept) === after.at(-1 - kept)) kept++;
  while (kept > 0 && (parts(before, before.length - kept) || parts(after, after.length - kept))) kept--;
  return [{ offset: start, length: before.length - kept - start, text: after.slice(start, after.length - kept) }];
}

/** Whether an offset stands between the halves of a surrogate pair or of a CRLF. */
function parts(text: string, offset: number): boolean {
  const pair = text.slice(offset - 1, offset + 1);
  return pair === '\r\n' || /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(pair);
}
