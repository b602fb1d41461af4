import type { Source } from '../istio/source.ts';
import { documentAt, pathAt } from '../yaml/locate.ts';
import type { WorkspaceState } from './workspace.ts';

/** The place in the text that the selection means: the innermost value that holds the offset. null in a text without documents. */
export function selectedPlace({ stream, selection }: Pick<WorkspaceState, 'stream' | 'selection'>): Source | null {
  const index = documentAt(stream, selection);
  const document = stream.documents[index];
  const start = stream.offsets[index];
  if (!document || start === undefined) return null;
  return { document: index, path: pathAt(document, selection - start) };
}
