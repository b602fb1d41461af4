const BOM = 0xfeff;

/** Where the line of `offset` starts, behind a byte order mark. */
export function lineStart(source: string, offset: number): number {
  const start = offset === 0 ? 0 : source.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && offset > 0 && source.charCodeAt(0) === BOM ? 1 : start;
}

/** Where the line of `offset` ends, its line break included; the end of the text where it has none. */
export function lineEnd(source: string, offset: number): number {
  const end = source.indexOf('\n', offset);
  return end < 0 ? source.length : end + 1;
}

/** How many characters stand before `offset` on its line. */
export function columnOf(source: string, offset: number): number {
  return offset - lineStart(source, offset);
}

/** Whether nothing but spaces stands before `offset` on its line. */
export function startsLine(source: string, offset: number): boolean {
  return /^ *$/.test(source.slice(lineStart(source, offset), offset));
}

/** Whether the dash of an item of a block sequence could stand at `offset`. */
export function isDashAt(source: string, offset: number): boolean {
  return source.charAt(offset) === '-' && /^[ \t\r\n]?$/.test(source.charAt(offset + 1));
}

/** What a line that starts at `start` is: blank, a comment and nothing else, or content. */
export type Line = { readonly kind: 'blank' | 'comment' | 'content'; readonly column: number; readonly end: number };

/** The line that starts at `start`. */
export function lineAt(source: string, start: number): Line {
  let position = start;
  while (source.charAt(position) === ' ' || source.charAt(position) === '\t') position++;
  const first = source.charAt(position);
  const isBlank = first === '' || first === '\n' || (first === '\r' && source.charAt(position + 1) === '\n');
  const kind = isBlank ? 'blank' : first === '#' ? 'comment' : 'content';
  return { kind, column: position - start, end: lineEnd(source, position) };
}

/** The line break that most of the first lines of a text use: its very first may be a marker that was put in front of it. */
export function newlineOf(source: string): string {
  let all = 0;
  let crlf = 0;
  for (let at = source.indexOf('\n'); at >= 0 && all < FIRST_LINES; at = source.indexOf('\n', at + 1)) {
    all++;
    if (source.charAt(at - 1) === '\r') crlf++;
  }
  return crlf * 2 > all ? '\r\n' : '\n';
}

const FIRST_LINES = 9;

/** Where the line of `offset` stops: before its line break. */
export function lineStop(source: string, offset: number): number {
  return Math.max(offset, breakBefore(source, lineEnd(source, offset)));
}

/** Where the line break begins that ends right before `position`; `position` itself where none does. */
export function breakBefore(source: string, position: number): number {
  if (source.charAt(position - 1) !== '\n') return position;
  return source.charAt(position - 2) === '\r' ? position - 2 : position - 1;
}
