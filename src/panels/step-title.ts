import type { RolloutPlan, StepAction } from '../rollout/rollout-plan.ts';

/** What a step does, short enough for its block. */
export function stepTitle(plan: RolloutPlan, step: StepAction): string {
  switch (step.type) {
    case 'setWeight': {
      const canary = plan.subsets[1]?.name;
      const entries = Object.entries(step.weights);
      if (plan.subsets.length === 2 || entries.length === 0)
        return `${canary === undefined ? 0 : (step.weights[canary] ?? 100 - sum(Object.values(step.weights)))} %`;
      return entries.map(([name, weight]) => `${name} ${weight}`).join(' · ');
    }
    case 'pause':
      return step.duration ?? 'wait';
    case 'setHeaderRoute':
    case 'setMirrorRoute':
      return step.name;
    case 'other':
      return step.name || '?';
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
