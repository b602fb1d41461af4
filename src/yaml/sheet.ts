import type { Document } from 'yaml';
import { nodesOf } from './document-nodes.ts';
import { documentStyle, type DocumentStyle } from './document-style.ts';
import { itemAt } from './document-parts.ts';
import type { YamlDocument } from './stream.ts';
import type { YamlEdit } from './yaml-edit.ts';
import type { YamlPath } from './yaml-path.ts';

/** What a planner knows of a text that edits are planned in: the text, its tree, and how it is written. */
export type Sheet = { readonly source: string; readonly tree: Document; readonly style: DocumentStyle };

/** The part of a document that edits are about: its sheet, where that starts in the document, and the edits with paths in it. */
export type Piece = { readonly sheet: Sheet; readonly start: number; readonly edits: readonly YamlEdit[] };

/** The smallest part of a document (see `DocumentParts`) that holds all of `edits`; the document itself where none does. */
export function pieceOf(document: YamlDocument, edits: readonly YamlEdit[]): Piece {
  let piece = document;
  let start = 0;
  let inside = edits;
  for (;;) {
    const { parts } = piece;
    const found = parts ? inside.map(({ path }) => itemAt(parts, path)) : [];
    const [first] = found;
    if (!first || found.some((other) => other?.start !== first.start)) break;
    inside = inside.map((edit, index) => ({ ...edit, path: found[index]?.path ?? [] }));
    start += first.start;
    piece = first.item;
  }
  return { sheet: sheetOf(piece, document, edits[0]?.path ?? []), start, edits: inside };
}

/** The style is that of the whole document, as it is around the first edit. It is looked up only where something is written that has one: a digit has none. */
function sheetOf(piece: YamlDocument, document: YamlDocument, path: YamlPath): Sheet {
  let style: DocumentStyle | null = null;
  return {
    source: piece.source,
    tree: nodesOf(piece),
    get style() {
      return (style ??= documentStyle(document.source, nodesOf(document), path));
    },
  };
}
