import type { RolloutPlan, StepAction } from '../rollout/rollout-plan.ts';

/** What a step does, short enough for its block: the weights are those of all versions but the stable one, in order. */
export function stepTitle(plan: RolloutPlan, step: StepAction): string {
  switch (step.type) {
    case 'setWeight': {
      const others = plan.subsets.slice(1).map(({ name }) => step.weights[name] ?? 0);
      const stable = plan.subsets[0] && step.weights[plan.subsets[0].name];
      const weights = others.length === 1 && stable !== undefined ? [100 - stable] : others;
      return `${weights.join(' · ')} %`;
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
