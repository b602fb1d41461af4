import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { deployedSteps } from '../rollout/deployed-step.ts';
import type { PlanEdit } from '../rollout/plan-edits.ts';
import type { RolloutPlan } from '../rollout/rollout-plan.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { planKey, plansOf } from '../workspace/scrub.ts';
import { documentAt } from '../yaml/locate.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A plan on the timeline, the step that is shown, and the ways to change them. */
export type Rollout = {
  readonly plan: RolloutPlan;
  readonly key: string;
  /** The step that is shown in place of the text; null: the text. */
  readonly shown: number | null;
  /** The steps whose routing the text has now. */
  readonly deployed: readonly number[];
  readonly show: (step: number | null) => void;
  readonly edit: (edit: PlanEdit) => void;
  readonly workspace: Workspace;
};

/** The plans of the text as it is written, and the one that is open. */
export function useRollout(): {
  readonly plans: readonly RolloutPlan[];
  readonly rollout: Rollout | null;
  readonly choose: (key: string) => void;
} {
  const workspace = useWorkspaceApi();
  const scrub = useWorkspace((state) => state.scrub);
  const written = useWorkspace((state) => state.written);
  const plans = useMemo(() => plansOf(written), [written]);
  const [chosen, setChosen] = useState<string | null>(null);
  const selected = useSelectedPlan(plans);
  // The plan that was selected last stays open when the selection goes elsewhere.
  if (selected && planKey(selected) !== chosen) setChosen(planKey(selected));
  const wanted = scrub?.plan ?? (selected ? planKey(selected) : chosen);
  const plan = plans.find((candidate) => planKey(candidate) === wanted) ?? plans[0];
  const deployed = useDeployed(plan);
  const key = plan ? planKey(plan) : '';
  const show = useCallback(
    (step: number | null) => workspace.scrub(step === null ? null : { plan: key, step }),
    [workspace, key],
  );
  const edit = useCallback((change: PlanEdit) => void workspace.editPlan(key, change), [workspace, key]);
  const choose = (other: string) => {
    const target = plans.find((candidate) => planKey(candidate) === other);
    if (target) workspace.selectSource(target.source, 'panel');
    if (scrub) workspace.scrub({ plan: other, step: 0 });
  };
  const shown = scrub?.plan === key ? scrub.step : null;
  return { plans, choose, rollout: plan ? { plan, key, shown, deployed, show, edit, workspace } : null };
}

/** The plan whose document holds the selection. */
function useSelectedPlan(plans: readonly RolloutPlan[]): RolloutPlan | undefined {
  const document = useWorkspace(({ stream, selection }) => documentAt(stream, selection));
  return plans.find(({ source }) => source.document === document);
}

/** Found after the keystroke or the drag, not within it. */
function useDeployed(plan: RolloutPlan | undefined): readonly number[] {
  const written = useDeferredValue(useWorkspace((state) => state.written.stream));
  const decoded = useDeferredValue(useWorkspace((state) => state.written.decoded));
  const current = useDeferredValue(plan);
  return useMemo(() => (current ? deployedSteps(written, decoded.config, current) : []), [written, decoded, current]);
}
