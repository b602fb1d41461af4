import { readRolloutPlans } from '../rollout/read-rollout-plan.ts';
import type { RolloutPlan } from '../rollout/rollout-plan.ts';
import { textAtStep } from '../rollout/text-at-step.ts';
import { scalarText } from '../yaml/scalar-text.ts';
import { invertTextEdits, mapOffset, type TextEdit } from '../yaml/text-edit.ts';
import type { Refusal } from '../yaml/yaml-edit.ts';
import { readText, type ReadText } from './read-text.ts';

/** A step of a plan: 0 is the start, `plan.steps.length` the end. */
export type ScrubTarget = { readonly plan: string; readonly step: number };

/** A step that is shown in the place of the text; the text itself stays as it is. */
export type Scrub = ScrubTarget & {
  /** The workspace as it is written. */
  readonly written: ReadText;
  /** What would write the step, in terms of the written text; nothing where it is written already. */
  readonly edits: readonly TextEdit[];
  /** Why there is no text for the step: then the text is shown as it is. */
  readonly refusal: Refusal | null;
};

/** What the screen shows: the text as it is written, or a step of a plan. */
export type Shown = { readonly read: ReadText; readonly scrub: Scrub | null };

/** The name that a plan goes by while its text changes. */
export function planKey({ namespace, name }: Pick<RolloutPlan, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

/** The plans of a workspace. */
export function plansOf({ stream, decoded }: Pick<ReadText, 'stream' | 'decoded'>): readonly RolloutPlan[] {
  return readRolloutPlans(decoded.config.others, scalarText(stream));
}

/** The step as a text, read. A plan that is gone ends the scrub; a step beyond the end is the last one. */
export function showStep(written: ReadText, target: ScrubTarget | null, before: Shown): Shown {
  const plan = target && plansOf(written).find((candidate) => planKey(candidate) === target.plan);
  if (!plan) return { read: written, scrub: null };
  const step = Math.min(Math.max(0, target.step), plan.steps.length);
  const at = textAtStep(written.stream, written.decoded.config, plan, step);
  const scrub = { plan: target.plan, step, written };
  if (!at.ok) return { read: written, scrub: { ...scrub, edits: [], refusal: at.refusal } };
  const read = at.edits.length === 0 ? written : readText(at.text, before.read);
  return { read, scrub: { ...scrub, edits: at.edits, refusal: null } };
}

/** Where an offset of what was shown stands in what is shown now; `edits` are what happened to the written text in between. */
export function moveOffset(offset: number, before: Shown, edits: readonly TextEdit[], now: Shown): number {
  const written = before.scrub
    ? mapOffset(offset, invertTextEdits(before.scrub.written.stream.text, before.scrub.edits))
    : offset;
  const moved = mapOffset(mapOffset(written, edits), now.scrub?.edits ?? []);
  return Math.min(moved, now.read.stream.text.length);
}
