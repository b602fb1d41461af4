import type { Decoded } from '../istio/decode.ts';
import type { Source } from '../istio/source.ts';
import { planYamlEdits } from '../yaml/plan-yaml-edits.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { TextEdit } from '../yaml/text-edit.ts';
import type { Refusal } from '../yaml/yaml-edit.ts';
import { planRoutingEdit } from './plan-routing-edit.ts';
import type { RoutingEdit } from './routing-edit.ts';

/** A visual edit as edits of the text, and what is selected afterwards (in terms of the text after them); or why it is not made. */
export type AppliedEdit =
  | { readonly ok: true; readonly edits: readonly TextEdit[]; readonly select: Source | null }
  | { readonly ok: false; readonly refusal: Refusal };

export function applyRoutingEdit(stream: YamlStream, decoded: Decoded, edit: RoutingEdit): AppliedEdit {
  const plan = planRoutingEdit(stream, decoded, edit);
  if (!plan.ok) return plan;
  const changes = planYamlEdits(stream, plan.changes);
  return changes.ok ? { ok: true, edits: [...changes.edits, ...plan.text], select: plan.select } : changes;
}
