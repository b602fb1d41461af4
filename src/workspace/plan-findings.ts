import type { Finding } from '../analysis/finding.ts';
import { makeFinding } from '../analysis/make-finding.ts';
import type { IstioConfig } from '../istio/config.ts';
import { sourceInside, sourceKey } from '../istio/source.ts';
import { planWarnings } from '../rollout/plan-warnings.ts';
import { plannedRule } from '../rollout/planned-rule.ts';
import { problemWords } from '../rollout/problem-words.ts';
import type { RolloutPlan } from '../rollout/rollout-plan.ts';
import { planKey } from './scrub.ts';

/** What is wrong with canary plans: what cannot be read, what will not happen as planned, and plans that get in each other's way. */
export function planFindings(config: IstioConfig, plans: readonly RolloutPlan[]): readonly Finding[] {
  return plans.flatMap((plan, index) => [
    ...plan.problems.map((problem) =>
      makeFinding({
        code: 'plan.unreadable',
        severity: 'error',
        message: problemWords(problem),
        source: problem.source,
      }),
    ),
    ...planWarnings(config, plan).map(({ message, source }) =>
      makeFinding({ code: 'plan.warning', severity: 'warning', message, source }),
    ),
    ...rivals(config, plan, plans.slice(0, index)),
  ]);
}

/** An earlier plan of the same name, or for the same rule: each would undo what the other does. */
function rivals(config: IstioConfig, plan: RolloutPlan, earlier: readonly RolloutPlan[]): readonly Finding[] {
  const named = earlier.find((other) => planKey(other) === planKey(plan));
  if (named) {
    const message = `Another RolloutPlan \`${planKey(plan)}\` stands further up; only that one can be chosen.`;
    return [finding(message, plan, 'metadata', named)];
  }
  const rule = ruleOf(config, plan);
  const rival = earlier.find((other) => rule !== null && ruleOf(config, other) === rule);
  if (!rival) return [];
  const message = `The plan \`${planKey(rival)}\` moves the same rule; the routes and weights of one do not go with the other.`;
  return [finding(message, plan, 'spec', rival)];
}

function finding(message: string, plan: RolloutPlan, field: 'metadata' | 'spec', other: RolloutPlan): Finding {
  const source = sourceInside(plan.source, ...(field === 'metadata' ? ['metadata', 'name'] : ['spec', 'rule']));
  const related = [{ source: other.source, message: 'The other plan.' }];
  return makeFinding({ code: 'plan.rival', severity: 'warning', message, source, related });
}

function ruleOf(config: IstioConfig, plan: RolloutPlan): string | null {
  const found = plannedRule(config, plan);
  return found.ok ? sourceKey(found.source) : null;
}
