import type { Source } from '../istio/source.ts';
import { lineNumbers } from '../yaml/line-numbers.ts';
import { rangeOf } from '../yaml/locate.ts';
import type { YamlStream } from '../yaml/stream.ts';

/** Where a source stands in the whole text; null where the text has no such place (any more). */
export function sourceOffset(stream: YamlStream, source: Source): number | null {
  const document = stream.documents[source.document];
  const start = stream.offsets[source.document];
  if (!document || start === undefined) return null;
  for (let length = source.path.length; length >= 0; length--) {
    const range = rangeOf(document, source.path.slice(0, length));
    if (range) return start + (range.key ?? range.value).start;
  }
  return start;
}

const lines = new WeakMap<YamlStream, (offset: number) => number>();

/** The line of an offset, counted from 1; the lines of a text are looked up once. */
export function lineAt(stream: YamlStream, offset: number): number {
  let lineOf = lines.get(stream);
  if (!lineOf) lines.set(stream, (lineOf = lineNumbers(stream.text)));
  return lineOf(offset);
}

/** The line of a source, counted from 1; null where the text has no such place. */
export function sourceLine(stream: YamlStream, source: Source): number | null {
  const offset = sourceOffset(stream, source);
  return offset === null ? null : lineAt(stream, offset);
}
