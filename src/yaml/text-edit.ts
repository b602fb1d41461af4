/** One replacement in a text: `length` UTF-16 units from `offset` become `text`. Offsets refer to the text before the edit. */
export type TextEdit = { readonly offset: number; readonly length: number; readonly text: string };

/** A half-open stretch of a text, in UTF-16 units. */
export type Range = { readonly start: number; readonly end: number };

/**
 * Applies edits that all refer to the same original text.
 * Edits may come in any order; two edits at one offset are applied in the order given.
 * Throws a RangeError when edits overlap or leave the text: that is a mistake of the caller, never of a user.
 */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let position = 0;
  for (const edit of inTextOrder(edits)) {
    if (edit.offset < position || edit.offset + edit.length > text.length) {
      throw new RangeError(`text edit at ${edit.offset} overlaps another one or leaves the text`);
    }
    result += text.slice(position, edit.offset) + edit.text;
    position = edit.offset + edit.length;
  }
  return result + text.slice(position);
}

/** The edits that undo `edits`, in terms of the text after them. */
export function invertTextEdits(text: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return inTextOrder(edits).map((edit) => {
    const inverse = {
      offset: edit.offset + shift,
      length: edit.text.length,
      text: text.slice(edit.offset, edit.offset + edit.length),
    };
    shift += edit.text.length - edit.length;
    return inverse;
  });
}

/** Where `offset` of the old text stands after the edits; an offset inside a replaced stretch goes to the stretch's new end. */
export function mapOffset(offset: number, edits: readonly TextEdit[]): number {
  let shift = 0;
  for (const edit of inTextOrder(edits)) {
    if (edit.offset + edit.length <= offset) shift += edit.text.length - edit.length;
    else if (edit.offset < offset) return edit.offset + shift + Math.min(edit.text.length, offset - edit.offset);
    else break;
  }
  return offset + shift;
}

function inTextOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.length < 2 ? edits : edits.toSorted((a, b) => a.offset - b.offset);
}
