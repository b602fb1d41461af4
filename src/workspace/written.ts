import type { ReadText } from './read-text.ts';
import type { WorkspaceState } from './workspace.ts';

/** The workspace as it is written, whatever is shown: what is saved and taken away. */
export function writtenOf({
  scrub,
  stream,
  decoded,
}: Pick<WorkspaceState, 'scrub' | 'stream' | 'decoded'>): Pick<ReadText, 'stream' | 'decoded'> {
  return scrub ? scrub.written : { stream, decoded };
}
