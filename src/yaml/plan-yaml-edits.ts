import type { Document } from 'yaml';
import { applyYamlEdit } from './apply-yaml-edit.ts';
import { composeEdits } from './compose-edits.ts';
import { expandEdit } from './expand-edit.ts';
import { planEdit } from './plan-edit.ts';
import { isRefused, refuse, type Refused } from './refused.ts';
import { pieceOf } from './sheet.ts';
import { sharedAnchor } from './shared-anchor.ts';
import type { YamlDocument, YamlStream } from './stream.ts';
import { applyTextEdits, type TextEdit } from './text-edit.ts';
import { reparse, verifyComments, verifyValue } from './verify-edit.ts';
import { unreadable } from './unreadable.ts';
import type { DocumentEdits, Plan, YamlEdit } from './yaml-edit.ts';
import type { YamlPath } from './yaml-path.ts';

/**
 * Turns edits into the fewest text edits, in terms of `stream.text`, verified: applied to a copy, re-parsed, compared with the expected
 * value, every comment still there; on any doubt refused with a reason. Never throws on a user's text.
 */
export function planYamlEdits(stream: YamlStream, changes: readonly DocumentEdits[]): Plan {
  const all: TextEdit[] = [];
  for (const { document: index, edits } of changes) {
    const document = stream.documents[index];
    const planned = document
      ? planDocument(document, edits)
      : refuse('not-found', 'That document is not there any more.');
    if (isRefused(planned)) return { ok: false, refusal: { path: edits[0]?.path ?? [], ...planned, document: index } };
    const start = stream.offsets[index] ?? 0;
    for (const { offset, length, text } of planned) all.push({ offset: offset + start, length, text });
  }
  return { ok: true, edits: all };
}

function planDocument(document: YamlDocument, edits: readonly YamlEdit[]): readonly TextEdit[] | Refused {
  const reason = unreadable(document);
  if (reason) return reason;
  const lists: (readonly TextEdit[])[] = [];
  let current = document;
  for (const together of runs(edits)) {
    const { value } = current;
    for (const run of runs(together.flatMap((edit) => expandEdit(value, edit)))) {
      const step = planRun(current, run);
      if (isRefused(step)) return { ...step, path: together[0]?.path ?? [] };
      lists.push(step.edits);
      current = step.document;
    }
  }
  return composeEdits(document.source.length, lists);
}

type Step = { readonly edits: readonly TextEdit[]; readonly document: YamlDocument };

/** Plans edits that do not touch one another against one parse, and verifies what they come to. */
function planRun(document: YamlDocument, run: readonly YamlEdit[]): Step | Refused {
  const { sheet, start, edits: inside } = pieceOf(document, run);
  const edits: TextEdit[] = [];
  for (const edit of inside) {
    const planned = planEdit(sheet, edit);
    if (isRefused(planned)) return planned;
    for (const { offset, length, text } of planned) edits.push({ offset: offset + start, length, text });
  }
  if (edits.length === 0) return { edits, document };
  const source = applyTextEdits(document.source, edits);
  const after = reparse(source, document);
  if (isRefused(after)) return explained(after, sheet.tree, inside);
  const expected = run.reduce(applyYamlEdit, document.value);
  const mayRemove = run.some(({ type }) => type === 'removeKey' || type === 'removeItem' || type === 'set');
  const doubt = verifyValue(document, after, expected) ?? verifyComments(document.source, edits, source, mayRemove);
  return doubt ? explained(doubt, sheet.tree, inside) : { edits, document: after };
}

/** What an alias shares cannot change in one place only: then that is the reason to give. */
function explained(doubt: Refused, tree: Document, run: readonly YamlEdit[]): Refused {
  const anchors = run.map((edit) => sharedAnchor(tree, placeOf(edit)));
  const anchor = anchors.find((name) => name !== null);
  if (!anchor) return doubt;
  return refuse(
    'alias',
    `This is shared: \`*${anchor}\` stands for it elsewhere and would change with it. Make the change in the text.`,
  );
}

/** What an edit takes away, or else where it is made. */
function placeOf(edit: YamlEdit): YamlPath {
  if (edit.type === 'removeKey') return [...edit.path, edit.key];
  return edit.type === 'removeItem' ? [...edit.path, edit.index] : edit.path;
}

/** Scalars that are set side by side need only one parse; everything else sees the document as the edit before left it. */
function runs(edits: readonly YamlEdit[]): readonly (readonly YamlEdit[])[] {
  const result: YamlEdit[][] = [];
  for (const edit of edits) {
    const last = result.at(-1);
    if (last && setsScalar(edit) && last.every((other) => setsScalar(other) && areApart(other.path, edit.path)))
      last.push(edit);
    else result.push([edit]);
  }
  return result;
}

function setsScalar(edit: YamlEdit): boolean {
  return edit.type === 'set' && (typeof edit.value !== 'object' || edit.value === null);
}

/** Whether neither of two places holds the other. */
function areApart(a: YamlPath, b: YamlPath): boolean {
  return a.some((step, index) => index < b.length && step !== b[index]);
}
