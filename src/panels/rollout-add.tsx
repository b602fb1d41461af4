import { Copy, Pause, Plus, Split, Tag } from 'lucide-react';
import { freeName } from '../istio/free-name.ts';
import type { StepAction } from '../rollout/rollout-plan.ts';
import { ruleKinds } from '../rollout/rule-kind.ts';
import { managedRouteNames, stepState } from '../rollout/step-state.ts';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { mirrorMatch } from './mirror-match.ts';
import styles from './rollout-panel.module.css';
import type { Rollout } from './use-rollout.ts';

/** A menu of steps to put at an index of the plan; the new one is shown. */
export function RolloutAdd({ rollout, index, label }: { rollout: Rollout; index: number; label: string }) {
  const { plan, edit, show } = rollout;
  const canary = plan.subsets[1]?.name ?? '';
  const add = (step: StepAction) => () => {
    edit({ type: 'insertStep', index, step });
    show(index + 1);
  };
  const size = 14;
  return (
    <Menu
      label={label}
      trigger={
        <button type="button" className={styles.add} aria-label={label} title={label}>
          <Plus size={15} aria-hidden />
        </button>
      }
    >
      <MenuItem
        icon={<Split size={size} />}
        onSelect={add({ type: 'setWeight', weights: nextWeights(rollout, index) })}
      >
        Weight
      </MenuItem>
      <MenuItem icon={<Pause size={size} />} onSelect={add({ type: 'pause', duration: '10m' })}>
        Pause for a time
      </MenuItem>
      <MenuItem icon={<Pause size={size} />} onSelect={add({ type: 'pause', duration: null })}>
        Pause until somebody goes on
      </MenuItem>
      {ruleKinds[plan.rule.kind].carries === 'requests' && (
        <>
          <MenuItem
            icon={<Tag size={size} />}
            onSelect={add({
              type: 'setHeaderRoute',
              name: freeRouteName(rollout, 'testers'),
              match: [{ headerName: 'x-tester', headerValue: { exact: 'true' } }],
              subset: canary,
            })}
          >
            Testers first, by a header
          </MenuItem>
          <MenuItem
            icon={<Copy size={size} />}
            onSelect={add({
              type: 'setMirrorRoute',
              name: freeRouteName(rollout, 'mirror'),
              match: [mirrorMatch(plan)],
              percentage: 100,
              subset: canary,
            })}
          >
            Mirror
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

/** Half of what is missing to 100 for the canary, the others as they are. */
function nextWeights({ plan }: Rollout, index: number): Readonly<Record<string, number>> {
  const { weights } = stepState(plan, index);
  const [stable, canary, ...others] = weights;
  if (!canary) return {};
  const grown = canary.weight + Math.ceil((stable?.weight ?? 0) / 2);
  const rest = others.filter(({ weight }) => weight > 0).map(({ subset, weight }) => [subset.name, weight] as const);
  return Object.fromEntries([[canary.subset.name, grown], ...rest]);
}

function freeRouteName({ plan }: Rollout, wanted: string): string {
  const taken = managedRouteNames(plan);
  return freeName(wanted, (name) => taken.includes(name));
}
