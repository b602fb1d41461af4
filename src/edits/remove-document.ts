import { footStart } from '../yaml/document-foot.ts';
import { equalValues } from '../yaml/equal-values.ts';
import { lineAt, lineStart } from '../yaml/lines.ts';
import { parseStream, type YamlDocument, type YamlStream } from '../yaml/stream.ts';
import type { TextEdit } from '../yaml/text-edit.ts';
import { refused } from './outcome.ts';
import type { EditPlan, RoutingEdit } from './routing-edit.ts';

/**
 * Removes a document with everything up to the next one, but for the comments that stand apart at its end: they are about what comes next. A `# Source:`
 * line that also counts for what stays goes over to that.
 */
export function removeDocument(stream: YamlStream, { document }: RoutingEdit & { type: 'removeDocument' }): EditPlan {
  const removed = stream.documents[document];
  if (!removed) return refused({ document, path: [] }, 'That document is not there any more.', 'not-found');
  const left = leftovers(stream, document, removed);
  const { length, text } = left ?? withoutComments(removed, stream.documents[document + 1]);
  const remaining = stream.documents.length - 2;
  const next = left?.isDocument ? document + 1 : Math.min(document, remaining);
  return {
    ok: true,
    changes: [],
    text: [{ offset: stream.offsets[document] ?? 0, length, text }],
    select: remaining < 0 ? null : { document: next, path: [] },
  };
}

/** How much of the document's text goes, from its start on, and what comes in its place. */
type Removal = Pick<TextEdit, 'length' | 'text'>;

/** Removes the document with every comment in it. */
function withoutComments({ source, file }: YamlDocument, next: YamlDocument | undefined): Removal {
  const marker = next && file !== null && next.file === null ? markerOf(next.source) : '';
  const header = marker === '' ? '' : marker + sourceLine(file, marker);
  return { length: source.length + marker.length, text: header };
}

/** What is removed where comments stay, and whether they are a document then; null where none can stay. */
function leftovers(
  stream: YamlStream,
  document: number,
  { source, file }: YamlDocument,
): (Removal & { readonly isDocument: boolean }) | null {
  const start = stream.documents[document + 1] ? footStart(source) : null;
  if (start === null) return null;
  const [before, here, after] = [document - 1, document, document + 1].map((index) => fileAt(stream, index));
  if (document > 0 && before === here) {
    const length = behind(stream, document - 1, source, start);
    return length === null ? null : { length, text: '', isDocument: false };
  }
  // With its last document a file is gone, and so is what stands in it.
  if (here !== null && after !== here) return null;
  const line = sourceLine(file, source);
  const header = file === null ? '' : (source.startsWith('---') ? line.replace(/^.*/, '---') : '') + line;
  return { length: start, text: header, isDocument: true };
}

/** How much goes so that the comments from `start` on come behind another document: a blank line sets them apart. Null where they would change what that one says. */
function behind({ documents }: YamlStream, index: number, source: string, start: number): number | null {
  const above = documents[index];
  if (!above) return null;
  const isApart = lineAt(above.source, lineStart(above.source, above.source.length - 1)).kind === 'blank';
  const blank = lineStart(source, start - 1);
  const fits = (length: number) => {
    const [read] = parseStream(above.source + source.slice(length)).documents;
    return equalValues(read?.value, above.value);
  };
  return (isApart ? [start] : [blank, start]).find(fits) ?? null;
}

/** The file that a document is in: a `# Source:` line counts up to the next one. */
function fileAt({ documents }: YamlStream, index: number): string | null {
  return documents.findLast((document, at) => at <= index && document.file !== null)?.file ?? null;
}

function markerOf(source: string): string {
  return /^---[ \t]*\r?\n/.exec(source)?.[0] ?? '';
}

/** A `# Source:` line with the line break that `like` has. */
function sourceLine(file: string | null, like: string): string {
  return `# Source: ${file}${/\r\n/.test(like) ? '\r\n' : '\n'}`;
}
