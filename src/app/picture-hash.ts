import { readShareHash } from './share-link.ts';
import type { SavedWorkspace } from './saved-workspace.ts';

/** The workspace in a picture is for a click, not for an archive: above this a picture goes without. */
export const maxPictureHash = 1_000_000;

/** The workspace that a picture of ours carries, or why it cannot be opened. Nothing in it is trusted: it is read as a link is. */
export function readPicture(svg: string): SavedWorkspace | string {
  const hash = /<metadata id="signalbox">(#v[\w.-]+)<\/metadata>/.exec(svg)?.[1];
  if (hash === undefined) return 'This picture carries no workspace: only pictures that Signalbox saved as SVG do.';
  if (hash.length > maxPictureHash) return 'This picture carries more than a workspace can be; it was not opened.';
  return readShareHash(hash) ?? 'This picture carries no workspace.';
}
