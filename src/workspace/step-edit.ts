import { applyRoutingEdit, type AppliedEdit } from '../edits/apply-routing-edit.ts';
import { planRoutingEdit } from '../edits/plan-routing-edit.ts';
import type { RoutingEdit } from '../edits/routing-edit.ts';
import { apportion } from '../edits/weights.ts';
import { isDestination } from '../rollout/destination-rows.ts';
import { hostOf } from '../rollout/missing-subsets.ts';
import { planEdits, type PlanEdit } from '../rollout/plan-edits.ts';
import { plannedRule } from '../rollout/planned-rule.ts';
import type { RolloutPlan } from '../rollout/rollout-plan.ts';
import { managedRouteNames } from '../rollout/step-state.ts';
import { ruleAround } from '../rollout/written-rule.ts';
import { planYamlEdits } from '../yaml/plan-yaml-edits.ts';
import type { ReadText } from './read-text.ts';
import { planKey, plansOf, type Scrub } from './scrub.ts';

type Written = Pick<ReadText, 'stream' | 'decoded'>;

/** A gesture on the timeline as edits of the written text. */
export function applyPlanEdit({ stream }: Written, plan: RolloutPlan, edit: PlanEdit): AppliedEdit {
  const planned = planYamlEdits(stream, [planEdits(stream, plan, edit)]);
  return planned.ok ? { ok: true, edits: planned.edits, select: null } : planned;
}

/**
 * A visual edit made while a step is shown. Weights of the plan's rule are those of the step in the plan; documents that the step leaves alone are edited
 * as ever; anything else would have to be written into a text that is not there yet, and is refused.
 */
export function applyEditAtStep(shown: Written, scrub: Scrub, edit: RoutingEdit): AppliedEdit {
  const { written } = scrub;
  const ofStep = edit.type === 'setWeights' ? weightsOfStep(shown, scrub, edit) : null;
  if (ofStep) return ofStep;
  const planned = planRoutingEdit(shown.stream, edit);
  if (!planned.ok) return planned;
  const touched = planned.changes.find(
    ({ document }) => shown.stream.documents[document]?.source !== written.stream.documents[document]?.source,
  );
  if (!touched) return applyRoutingEdit(written.stream, edit);
  return refused(
    touched.document,
    `This is step ${scrub.step} as it will be. Apply it, or go back to the text, to change it.`,
  );
}

function weightsOfStep(
  shown: Written,
  scrub: Scrub,
  { rule: place, weights }: RoutingEdit & { type: 'setWeights' },
): AppliedEdit | null {
  const plan = plansOf(scrub.written).find((candidate) => planKey(candidate) === scrub.plan);
  const { config } = shown.decoded;
  const found = plan && plannedRule(config, plan);
  const rule = ruleAround(config, place);
  if (!plan || !found?.ok || rule?.object !== found.object || rule.kind !== found.kind) return null;
  const isManaged = rule.rule.name !== undefined && managedRouteNames(plan).includes(rule.rule.name);
  if (rule.index !== found.index && !isManaged) return null;
  const step = plan.steps.slice(0, scrub.step).findLastIndex(({ type }) => type === 'setWeight');
  const [stable, ...others] = plan.subsets;
  if (step < 0)
    return refused(
      place.document,
      `No step has set a weight yet: ${stable?.name ?? 'the stable version'} takes everything.`,
    );
  const { namespace } = rule.object.metadata;
  const percents = weights.some((weight) => weight > 0) ? apportion(weights, 100) : weights;
  const shares = others.map((subset): [string, number] => {
    const wanted = { ...subset.destination, host: hostOf(subset, found) };
    const row = rule.destinations.findIndex((destination) => isDestination(destination, wanted, namespace));
    return [subset.name, percents[row] ?? 0];
  });
  return applyPlanEdit(scrub.written, plan, {
    type: 'setStep',
    index: step,
    step: { type: 'setWeight', weights: Object.fromEntries(shares) },
  });
}

function refused(document: number, message: string): AppliedEdit {
  return { ok: false, refusal: { reason: 'layout', message, document, path: [] } };
}
