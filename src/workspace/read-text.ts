import { decode, type Decoded } from '../istio/decode.ts';
import { parseStream, type YamlDocument, type YamlStream } from '../yaml/stream.ts';

/** A text, read. */
export type ReadText = {
  readonly stream: YamlStream;
  readonly decoded: Decoded;
  /** Documents that cannot be read now; where there was a time when they could be, `decoded` has them as they were then. */
  readonly staleDocuments: ReadonlySet<number>;
  /** By index: what stands in for a stale document. */
  readonly lastGood: ReadonlyMap<number, YamlDocument>;
};

/** Reads a text; a document that breaks while it is being typed is taken as it last could be read, so that its picture stays (design §1.7). */
export function readText(text: string, previous?: ReadText): ReadText {
  const stream = parseStream(text, previous?.stream);
  if (previous && stream === previous.stream) return previous;
  const before = previous ? predecessors(previous, stream) : () => null;
  const staleDocuments = new Set<number>();
  const lastGood = new Map<number, YamlDocument>();
  const documents = stream.documents.map((document, index) => {
    if (!isUnreadable(document)) return document;
    staleDocuments.add(index);
    const good = before(index);
    if (good) lastGood.set(index, good);
    return good ?? document;
  });
  return { stream, decoded: decode({ ...stream, documents }), staleDocuments, lastGood };
}

/** Whether a document has an error in its syntax. */
function isUnreadable({ isEmpty, problems }: YamlDocument): boolean {
  return !isEmpty && problems.some(({ severity }) => severity === 'error');
}

/** The last good reading of what stood where a document stands now: documents before and after the changed ones keep their places from the ends. */
function predecessors(previous: ReadText, { documents }: YamlStream): (index: number) => YamlDocument | null {
  const old = previous.stream.documents;
  let head = 0;
  while (head < old.length && old[head] === documents[head]) head++;
  let tail = 0;
  while (tail < old.length - head && old[old.length - 1 - tail] === documents[documents.length - 1 - tail]) tail++;
  return (index) => {
    const was = index >= documents.length - tail ? index + old.length - documents.length : index;
    if (was < head || was >= old.length - tail) return goodAt(previous, was);
    return documents.length === old.length ? goodAt(previous, was) : null;
  };
}

function goodAt({ stream, lastGood }: ReadText, index: number): YamlDocument | null {
  const document = stream.documents[index];
  if (!document || document.isEmpty) return null;
  return isUnreadable(document) ? (lastGood.get(index) ?? null) : document;
}
