import type { DocumentEdits } from '../yaml/yaml-edit.ts';

/** Edits of one document joined, so that they are planned together (a List may hold several objects); documents without edits are left out. */
export function byDocument(changes: readonly DocumentEdits[]): readonly DocumentEdits[] {
  const documents = [...new Set(changes.map(({ document }) => document))];
  return documents
    .map((document) => ({ document, edits: changes.flatMap((one) => (one.document === document ? one.edits : [])) }))
    .filter(({ edits }) => edits.length > 0);
}
