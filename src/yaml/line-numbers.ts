import { lastUpTo } from './last-up-to.ts';

/** Tells the line of an offset, counted from 1; the lines of the text are looked up once. */
export function lineNumbers(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => lastUpTo(starts, offset) + 1;
}
