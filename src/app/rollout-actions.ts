import { ChevronsLeft, ChevronsRight, Pencil, Route, Undo2 } from 'lucide-react';
import type { Action } from '../ui/action.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What can be done with canary plans from anywhere. */
export function rolloutActions(workspace: Workspace): readonly Action[] {
  const state = () => workspace.store.getState();
  // Reading plans takes the engines, which are no part of the first chunk.
  const plan = async () => {
    const { ruleAtHand, startCanary } = await import('../workspace/start-canary.ts');
    const rule = ruleAtHand(state());
    if (rule) startCanary(workspace, rule);
    else workspace.notify('Select a rule with destinations first.', 'refusal');
  };
  /** Along the plan that is shown, else into the first one. */
  const move = async (by: number) => {
    const { planKey, plansOf } = await import('../workspace/scrub.ts');
    const { scrub, stream, decoded } = state();
    const [first] = plansOf({ stream, decoded });
    if (scrub) workspace.scrub({ plan: scrub.plan, step: scrub.step + by });
    else if (first) workspace.scrub({ plan: planKey(first), step: by > 0 ? 0 : first.steps.length });
    else workspace.notify('There is no canary plan in this text yet.', 'info');
  };
  const ofStep = (run: () => void) => {
    if (state().scrub) run();
    else workspace.notify('No step of a plan is shown: the text stands as it is written.', 'info');
  };
  return [
    {
      id: 'rollout.open',
      label: 'Rollout: the canary plan',
      group: 'Go',
      keys: ['Alt+R'],
      inFields: 'yes',
      run: () => workspace.setPanel(state().panel === 'rollout' ? null : 'rollout'),
    },
    { id: 'rollout.plan', label: 'Plan a canary of the rule', group: 'Rollout', icon: Route, run: () => void plan() },
    {
      id: 'rollout.next',
      label: 'Show the next step',
      group: 'Rollout',
      icon: ChevronsRight,
      keys: [']'],
      run: () => void move(1),
    },
    {
      id: 'rollout.previous',
      label: 'Show the step before',
      group: 'Rollout',
      icon: ChevronsLeft,
      keys: ['['],
      run: () => void move(-1),
    },
    {
      id: 'rollout.apply',
      label: 'Apply the step that is shown',
      group: 'Rollout',
      icon: Pencil,
      run: () => ofStep(() => workspace.applyStep()),
    },
    {
      id: 'rollout.leave',
      label: 'Back from the step to the text',
      group: 'Rollout',
      icon: Undo2,
      run: () => ofStep(() => workspace.scrub(null)),
    },
    ...timelineKeys,
  ];
}

/** Keys that the timeline handles itself while the focus is in it; told in the sheet of keys. */
const timelineKeys: readonly Action[] = [
  {
    id: 'rollout.walk',
    label: 'Move along the plan, on its track',
    group: 'Rollout',
    keys: ['ArrowLeft', 'ArrowRight'],
    run: null,
  },
  {
    id: 'rollout.moveStep',
    label: 'Move a step, on its block',
    group: 'Rollout',
    keys: ['Alt+ArrowLeft', 'Alt+ArrowRight'],
    run: null,
  },
  { id: 'rollout.duplicate', label: 'Duplicate a step, on its block', group: 'Rollout', keys: ['Mod+D'], run: null },
  { id: 'rollout.remove', label: 'Remove a step, on its block', group: 'Rollout', keys: ['Delete'], run: null },
];
