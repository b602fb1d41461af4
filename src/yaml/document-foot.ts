import { lineAt } from './lines.ts';

/**
 * Where the comments begin that stand at a document's end and are none of its content's: at the left margin, set apart from it by a blank line, such as a
 * banner above the next document. Null where there are none.
 */
export function footStart(source: string): number | null {
  let foot: number | null = null;
  let isApart = false;
  for (let start = 0; start < source.length;) {
    const { kind, column, end } = lineAt(source, start);
    if (kind === 'content') foot = null;
    if (kind === 'blank') isApart = true;
    else if (kind === 'content' || column > 0) isApart = false;
    else if (isApart) foot ??= start;
    start = end;
  }
  return foot;
}
