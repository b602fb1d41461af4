import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { planYamlEdits } from '../yaml/plan-yaml-edits.ts';
import { parseStream } from '../yaml/stream.ts';
import { applyTextEdits } from '../yaml/text-edit.ts';
import { planEdits, type PlanEdit } from './plan-edits.ts';
import { readRolloutPlans } from './read-rollout-plan.ts';

const head = `apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: reviews-v2, namespace: books}
spec:
  rule: {virtualService: reviews}
  subsets: [v1, v2]
  steps:
`;

/** The steps of a plan as they are written after a gesture. */
function edited(steps: string, edit: PlanEdit): string {
  const stream = parseStream(head + steps);
  const [plan] = readRolloutPlans(decode(stream).config.others);
  if (!plan) throw new Error('no plan');
  const planned = planYamlEdits(stream, [planEdits(stream, plan, edit)]);
  if (!planned.ok) throw new Error(planned.refusal.message);
  const text = applyTextEdits(stream.text, planned.edits);
  expect(text.startsWith(head)).toBe(true);
  return text.slice(head.length);
}

describe('planEdits', () => {
  const steps = `  # a few people first
  - setWeight: 5    # one in twenty
  # over lunch
  - pause: {duration: 1h}
  - setWeight: 100  # everybody
`;

  it('writes the digits of a weight that is set, and nothing else', () => {
    const edit: PlanEdit = { type: 'setStep', index: 0, step: { type: 'setWeight', weights: { v2: 7 } } };
    expect(edited(steps, edit)).toBe(steps.replace('setWeight: 5 ', 'setWeight: 7 '));
  });

  it('leaves comments beside their steps where one comes in front, or goes from there', () => {
    const last = [
      { type: 'pause', duration: '1h' },
      { type: 'setWeight', weights: { v2: 100 } },
    ] as const;
    const five = { type: 'setWeight', weights: { v2: 5 } } as const;
    const one = { type: 'setWeight', weights: { v2: 1 } } as const;
    expect(edited(steps, { type: 'replaceSteps', steps: [one, five, ...last] })).toBe(
      steps.replace('  # a few', '  - setWeight: 1\n  # a few'),
    );
    expect(edited(steps, { type: 'replaceSteps', steps: last })).toBe(steps.slice(steps.indexOf('  # over lunch')));
  });

  it('changes nothing where the step is as it is set', () => {
    expect(edited(steps, { type: 'setStep', index: 1, step: { type: 'pause', duration: '1h' } })).toBe(steps);
  });
});
