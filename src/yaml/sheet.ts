import type { Document } from 'yaml';
import { nodesOf } from './document-nodes.ts';
import { documentStyle, type DocumentStyle } from './document-style.ts';
import type { YamlDocument } from './stream.ts';

/** What a planner knows of a document: its text, its tree, and how it is written. */
export type Sheet = { readonly source: string; readonly tree: Document; readonly style: DocumentStyle };

/** The style is looked up only where something is written that has one: a digit has none. */
export function sheetOf(document: YamlDocument): Sheet {
  const { source } = document;
  const tree = nodesOf(document);
  let style: DocumentStyle | null = null;
  return {
    source,
    tree,
    get style() {
      return (style ??= documentStyle(source, tree));
    },
  };
}
