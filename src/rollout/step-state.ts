import type { HeaderMatch, PlannedSubset, RolloutPlan, RouteMatch, StepAction } from './rollout-plan.ts';

/** What is in force once the first `step` steps are done; `step` 0 is the start: everything to stable. */
export type StepState = {
  readonly step: number;
  /** Whole percent of every subset, in the plan's order; they add up to 100. */
  readonly weights: readonly { readonly subset: PlannedSubset; readonly weight: number }[];
  /** Header and mirror routes in the order they stand in before the rule. */
  readonly routes: readonly ManagedRoute[];
  /** The pause that is held here, if the step is one. `duration` null: until somebody goes on. */
  readonly pause: { readonly duration: string | null } | null;
};

/** A rule that the plan puts before its own. */
export type ManagedRoute =
  | { readonly type: 'header'; readonly name: string; readonly match: readonly HeaderMatch[]; readonly subset: string }
  | {
      readonly type: 'mirror';
      readonly name: string;
      readonly match: readonly RouteMatch[];
      readonly percentage: number;
      readonly subset: string;
    };

/** The state after `step` steps (0 to `plan.steps.length`; what is outside is taken as the nearest end). */
export function stepState(plan: RolloutPlan, step: number): StepState {
  const done = plan.steps.slice(0, Math.max(0, step));
  const last = done.at(-1);
  const setWeight = done.findLast((action) => action.type === 'setWeight');
  const order = managedRouteNames(plan);
  const routes = routesInForce(done);
  return {
    step: done.length,
    weights: weightsOf(plan.subsets, setWeight?.weights ?? {}),
    routes: routes.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
    pause: last?.type === 'pause' ? { duration: last.duration } : null,
  };
}

/** The names of all routes that the plan ever sets, in the order they stand in before the rule. */
export function managedRouteNames(plan: RolloutPlan): readonly string[] {
  const set = plan.steps.flatMap((step) =>
    step.type === 'setHeaderRoute' || step.type === 'setMirrorRoute' ? [step.name] : [],
  );
  const listed = plan.managedRoutes.filter((name) => set.includes(name));
  return [...new Set([...listed, ...set])];
}

function weightsOf(subsets: readonly PlannedSubset[], named: Readonly<Record<string, number>>): StepState['weights'] {
  const others = subsets.slice(1).reduce((sum, { name }) => sum + weightOf(named, name), 0);
  return subsets.map((subset, index) => ({
    subset,
    weight: index === 0 ? 100 - others : weightOf(named, subset.name),
  }));
}

function weightOf(named: Readonly<Record<string, number>>, name: string): number {
  return Object.hasOwn(named, name) ? (named[name] ?? 0) : 0;
}

function routesInForce(done: readonly StepAction[]): readonly ManagedRoute[] {
  const routes = new Map<string, ManagedRoute>();
  for (const step of done) {
    if (step.type !== 'setHeaderRoute' && step.type !== 'setMirrorRoute') continue;
    const { name, match, subset } = step;
    if (match === null) routes.delete(name);
    else if (step.type === 'setHeaderRoute')
      routes.set(name, { type: 'header', name, match: step.match ?? [], subset });
    else routes.set(name, { type: 'mirror', name, match: step.match ?? [], percentage: step.percentage, subset });
  }
  return [...routes.values()];
}
