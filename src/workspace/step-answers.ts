import { createPushContext } from '../pilot/push-context.ts';
import type { Answer } from '../rollout/expected-traffic.ts';
import type { MixedRequest, RolloutPlan } from '../rollout/rollout-plan.ts';
import { textAtStep } from '../rollout/text-at-step.ts';
import { mixedAnswers } from './mixed-answer.ts';
import { readText, type ReadText } from './read-text.ts';
import type { WorkspaceState } from './workspace.ts';

/** How every kind of a mix is answered after `step` steps of a plan, in the order of the mix; null where there is no text for the step. */
export function answersAtStep(
  written: ReadText,
  plan: RolloutPlan,
  step: number,
  mix: readonly MixedRequest[],
  { assume, version }: Pick<WorkspaceState, 'assume' | 'version'>,
): readonly Answer[] | null {
  const at = textAtStep(written.stream, written.decoded.config, plan, step);
  if (!at.ok) return null;
  const { decoded } = at.edits.length === 0 ? written : readText(at.text, written);
  const push = createPushContext(decoded.config, { assume, version, requests: [] });
  return mix.map(mixedAnswers({ push, assume, version, decoded }, plan, mix));
}
