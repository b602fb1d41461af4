import type { IstioConfig } from '../istio/config.ts';
import { newlyRefused, refusalWords } from '../istio/newly-refused.ts';
import { planYamlEdits } from '../yaml/plan-yaml-edits.ts';
import { parseStream, type YamlStream } from '../yaml/stream.ts';
import { applyTextEdits, type TextEdit } from '../yaml/text-edit.ts';
import type { Refusal } from '../yaml/yaml-edit.ts';
import { manifestsAtStep } from './manifests-at-step.ts';
import type { RolloutPlan } from './rollout-plan.ts';

export type StepText =
  | { readonly ok: true; readonly text: string; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * The workspace's text as it would be after `step` steps, for scrubbing without writing, and the edits that write it. What a cluster would refuse is
 * refused here, in admission's own words.
 */
export function textAtStep(stream: YamlStream, config: IstioConfig, plan: RolloutPlan, step: number): StepText {
  const wanted = manifestsAtStep(stream, config, plan, step);
  if (!wanted.ok) return wanted;
  const planned = planYamlEdits(stream, wanted.changes);
  if (!planned.ok) return planned;
  const text = applyTextEdits(stream.text, planned.edits);
  const changed = new Set(wanted.changes.map(({ document }) => document));
  const message = changed.size === 0 ? null : admissionRefusal(stream, parseStream(text, stream), changed);
  const { document, path } = plan.steps[step - 1]?.source ?? plan.source;
  const refusal: Refusal | null = message === null ? null : { reason: 'verification', message, document, path };
  return refusal ? { ok: false, refusal } : { ok: true, edits: planned.edits, text };
}

/** What admission says to the objects of the changed documents that it let through before; null where nothing. The planner has read these documents, so this is no second parse. */
function admissionRefusal(before: YamlStream, after: YamlStream, changed: ReadonlySet<number>): string | null {
  const refused = newlyRefused(only(before, changed), only(after, changed));
  return refused && refusalWords(refused);
}

const [nothing] = parseStream('').documents;

/** Only the changed documents are decoded, at their places: a step is shown within a frame, however many there are. */
function only(stream: YamlStream, changed: ReadonlySet<number>): YamlStream {
  const documents = stream.documents.map((document, index) => (changed.has(index) ? document : (nothing ?? document)));
  return { ...stream, documents };
}
