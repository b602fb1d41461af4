import type { Source } from '../istio/source.ts';
import { lineNumbers } from '../yaml/line-numbers.ts';
import { documentAt, startOf } from '../yaml/locate.ts';
import type { YamlDocument, YamlStream } from '../yaml/stream.ts';

/** Where a source stands in the whole text; null where the text has no such place (any more). */
export function sourceOffset(stream: YamlStream, source: Source): number | null {
  const document = stream.documents[source.document];
  const start = stream.offsets[source.document];
  if (!document || start === undefined) return null;
  return start + startOf(document, source.path);
}

const firstLines = new WeakMap<YamlStream, Uint32Array>();
const linesWithin = new WeakMap<YamlDocument, (offset: number) => number>();

/** The line of an offset, counted from 1. Looked up document by document: an edit changes one of them. */
export function lineAt(stream: YamlStream, offset: number): number {
  let firsts = firstLines.get(stream);
  if (!firsts) firstLines.set(stream, (firsts = firstLinesOf(stream)));
  const index = documentAt(stream, offset);
  const document = stream.documents[index];
  return document ? (firsts[index] ?? 0) + lineWithin(document, offset - (stream.offsets[index] ?? 0)) : 1;
}

/** How many lines there are before each document. */
function firstLinesOf({ documents }: YamlStream): Uint32Array {
  const firsts = new Uint32Array(documents.length);
  let lines = 0;
  documents.forEach((document, index) => {
    firsts[index] = lines;
    lines += lineWithin(document, document.source.length) - 1;
  });
  return firsts;
}

function lineWithin(document: YamlDocument, offset: number): number {
  let lineOf = linesWithin.get(document);
  if (!lineOf) linesWithin.set(document, (lineOf = lineNumbers(document.source)));
  return lineOf(offset);
}

/** The line of a source, counted from 1; null where the text has no such place. */
export function sourceLine(stream: YamlStream, source: Source): number | null {
  const offset = sourceOffset(stream, source);
  return offset === null ? null : lineAt(stream, offset);
}
