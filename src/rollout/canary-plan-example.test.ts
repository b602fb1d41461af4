import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { deployedSteps } from './deployed-step.ts';
import { planWarnings } from './plan-warnings.ts';
import { readRolloutPlans } from './read-rollout-plan.ts';
import { textAtStep } from './text-at-step.ts';

it('the example of a canary plan stands at its first weight, and every step of it can be reached', () => {
  const stream = parseStream(readFileSync(new URL('../../public/examples/canary-plan.yaml', import.meta.url), 'utf8'));
  const { config, problems } = decode(stream);
  const [plan] = readRolloutPlans(config.others);
  expect(problems).toEqual([]);
  if (!plan) throw new Error('no plan');
  expect(plan.problems).toEqual([]);
  expect(plan.requests).toHaveLength(3);
  expect(planWarnings(config, plan)).toEqual([]);
  expect(deployedSteps(stream, config, plan)).toEqual([6, 7]);
  expect(plan.steps.map((_, index) => textAtStep(stream, config, plan, index + 1).ok)).not.toContain(false);
});
