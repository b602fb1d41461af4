import type { Source } from '../istio/source.ts';
import { planYamlEdits } from '../yaml/plan-yaml-edits.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { TextEdit } from '../yaml/text-edit.ts';
import type { Refusal } from '../yaml/yaml-edit.ts';
import { planRoutingEdit } from './plan-routing-edit.ts';
import { unreadable } from '../yaml/unreadable.ts';
import type { RoutingEdit } from './routing-edit.ts';

/** A visual edit as edits of the text, and what is selected afterwards (in terms of the text after them); or why it is not made. */
export type AppliedEdit =
  | { readonly ok: true; readonly edits: readonly TextEdit[]; readonly select: Source | null }
  | { readonly ok: false; readonly refusal: Refusal };

/** What `edit` does to the text of `stream`, planned and verified; a refusal names the reason that the user can do something about. Never throws. */
export function applyRoutingEdit(stream: YamlStream, edit: RoutingEdit): AppliedEdit {
  const plan = planRoutingEdit(stream, edit);
  if (!plan.ok) return { ok: false, refusal: explained(stream, plan.refusal) };
  const changes = planYamlEdits(stream, plan.changes);
  return changes.ok ? { ok: true, edits: [...changes.edits, ...plan.text], select: plan.select } : changes;
}

/** Of a document that is drawn as it was last readable nothing can be found in the text: then that is the reason to give. */
function explained({ documents }: YamlStream, refusal: Refusal): Refusal {
  const document = documents[refusal.document];
  const reason = document && refusal.reason === 'not-found' ? unreadable(document) : null;
  return reason ? { ...refusal, ...reason } : refusal;
}
