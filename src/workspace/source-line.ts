import type { Source } from '../istio/source.ts';
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

/** The line of a source, counted from 1; null where the text has no such place. */
export function sourceLine(stream: YamlStream, source: Source): number | null {
  const offset = sourceOffset(stream, source);
  if (offset === null) return null;
  let line = 1;
  for (let at = stream.text.indexOf('\n'); at >= 0 && at < offset; at = stream.text.indexOf('\n', at + 1)) line++;
  return line;
}
