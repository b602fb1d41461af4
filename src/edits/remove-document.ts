import type { YamlStream } from '../yaml/stream.ts';
import { refused } from './outcome.ts';
import type { EditPlan, RoutingEdit } from './routing-edit.ts';

/** Removes a document with everything up to the next one. A `# Source:` line that also counts for the document behind it goes over to that one. */
export function removeDocument(stream: YamlStream, { document }: RoutingEdit & { type: 'removeDocument' }): EditPlan {
  const { text, documents, offsets } = stream;
  const offset = offsets[document];
  const removed = documents[document];
  if (offset === undefined || !removed)
    return refused({ document, path: [] }, 'That document is not there any more.', 'not-found');
  const end = offset + removed.source.length;
  const next = documents[document + 1];
  const marker =
    next && removed.file !== null && next.file === null ? /^---[ \t]*\r?\n/.exec(next.source)?.[0] : undefined;
  const header =
    marker === undefined ? '' : `${marker}# Source: ${removed.file}${marker.endsWith('\r\n') ? '\r\n' : '\n'}`;
  const length = end - offset + (marker?.length ?? 0);
  const remaining = documents.length - 2;
  return {
    ok: true,
    changes: [],
    text: length === 0 && text === '' ? [] : [{ offset, length, text: header }],
    select: remaining < 0 ? null : { document: Math.min(document, remaining), path: [] },
  };
}
