import type { DocumentStyle } from './document-style.ts';
import { flowText } from './fragment.ts';
import { columnOf, startsLine } from './lines.ts';

/** A value for a place inside brackets: on one line, except in JSON whose entries have lines of their own. `offset`: an entry beside it. */
export function flowLines(source: string, style: DocumentStyle, offset: number, value: unknown): string {
  if (style.isJson && startsLine(source, offset)) {
    const lines = (JSON.stringify(value, null, style.indent) ?? 'null').split('\n');
    return lines.join(style.newline + ' '.repeat(columnOf(source, offset)));
  }
  return flowText(value, style);
}
