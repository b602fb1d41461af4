import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { base64 } from '../workspace/base64.ts';
import { readSavedWorkspace, type SavedWorkspace } from './saved-workspace.ts';

/** Longer links are cut or refused by chats, mail and issue trackers. */
export const maxLinkLength = 30_000;
/** A link that unfolds to more than this is not opened: it comes from a stranger. */
const maxInflated = 4_000_000;
/** v2 says what is looked at as well; a v1 hash is read as one that does not. v3 ends with a checksum: one letter that is wrong can be another text. */
const version = 'v3.';
const readable = /^v[123]\./;

/** The hash that holds a whole workspace, `#v3.….…`: deflated JSON in base64url, and its checksum. */
export function shareHash(workspace: SavedWorkspace): string {
  const bytes = deflateSync(strToU8(JSON.stringify(workspace)), { level: 9 });
  const packed = base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `#${version}${packed}.${checksum(packed)}`;
}

/** The workspace in a hash; null for a hash that is none; a sentence where it is damaged, too new or too large. Nothing in it is trusted. */
export function readShareHash(hash: string): SavedWorkspace | string | null {
  const body = hash.replace(/^#/, '');
  if (!/^v\d+\./.test(body)) return null;
  if (!readable.test(body)) return 'This link was made by a newer Signalbox; it cannot be read here.';
  const [, packed = '', check] = body.split('.');
  if (body.startsWith(version) && check !== checksum(packed)) return damaged;
  try {
    const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
    const text = inflate(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
    if (text === null) return 'This link unfolds to more than 4 MB; it was not opened.';
    return readSavedWorkspace(JSON.parse(text)) ?? 'This link holds no workspace.';
  } catch {
    return damaged;
  }
}

const damaged = 'This link is damaged: perhaps its end was cut off.';

/** FNV-1a, 32 bits: any one letter that is changed gives another. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** Inflates piece by piece, so that a bomb is dropped before it has unfolded. */
function inflate(bytes: Uint8Array): string | null {
  const pieces: Uint8Array[] = [];
  const size = () => pieces.reduce((sum, piece) => sum + piece.length, 0);
  const inflater = new Inflate((piece) => pieces.push(piece));
  for (let start = 0; start < bytes.length; start += 4096) {
    inflater.push(bytes.subarray(start, start + 4096), start + 4096 >= bytes.length);
    if (size() > maxInflated) return null;
  }
  const all = new Uint8Array(size());
  let position = 0;
  for (const piece of pieces) {
    all.set(piece, position);
    position += piece.length;
  }
  return strFromU8(all);
}
