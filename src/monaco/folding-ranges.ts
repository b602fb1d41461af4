/** A stretch of lines that can be folded under its first one; lines count from 1. */
export type FoldingRange = { readonly start: number; readonly end: number };

/**
 * What can be folded in a YAML text: every line with what hangs below it. A list may stand in the column of its own key, so items there belong to the key.
 * Blank lines at the end of a stretch stay in view.
 */
export function foldingRanges(text: string): FoldingRange[] {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, column: columnOf(line), isItem: /^\s*-(?:\s|$)/.test(line) }));
  const open: { number: number; column: number; isItem: boolean }[] = [];
  const ranges: FoldingRange[] = [];
  let last = 0;
  for (const line of [...lines, { number: lines.length + 1, column: -1, isItem: false }]) {
    if (line.column === null) continue;
    const column = line.column;
    for (let top = open.at(-1); top && ends(top, line.isItem, column); top = open.at(-1)) {
      if (last > top.number) ranges.push({ start: top.number, end: last });
      open.pop();
    }
    open.push({ number: line.number, column, isItem: line.isItem });
    last = line.number;
  }
  return ranges.toSorted((a, b) => a.start - b.start);
}

/** Whether a line ends what hangs below an earlier one. */
function ends(above: { column: number; isItem: boolean }, isItem: boolean, column: number): boolean {
  return column < above.column || (column === above.column && !(isItem && !above.isItem));
}

/** Where a line's text begins; null for a blank line. A document marker begins before everything. */
function columnOf(line: string): number | null {
  if (/^---(?:\s|$)/.test(line)) return -1;
  const column = line.search(/\S/);
  return column < 0 ? null : column;
}

/** The first lines of what `kubectl get -o yaml` adds and people never edit: `managedFields` and `status`. */
export function noiseLines(text: string): number[] {
  return text
    .split(/\r?\n/)
    .flatMap((line, index) => (/^(?: {2,6}|\t*)(?:managedFields|status):\s*$/.test(line) ? [index + 1] : []));
}
