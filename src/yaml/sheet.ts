import type { Document } from 'yaml';
import type { DocumentStyle } from './document-style.ts';

/** What a planner knows of a document: its text, its tree, and how it is written. */
export type Sheet = { readonly source: string; readonly tree: Document; readonly style: DocumentStyle };
