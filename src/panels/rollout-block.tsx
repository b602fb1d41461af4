import { Copy, Eye, Pause, Split, Tag, Trash2, Workflow } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { ExpectedTraffic } from '../rollout/expected-traffic.ts';
import type { RolloutPlan, RolloutStep } from '../rollout/rollout-plan.ts';
import type { StepState } from '../rollout/step-state.ts';
import { stepWords } from '../rollout/step-words.ts';
import { blockCommand } from './block-keys.ts';
import { Requests, trafficWords } from './expected-requests.tsx';
import styles from './rollout-panel.module.css';
import { stepTitle } from './step-title.ts';
import type { BlockDrag } from './use-block-drag.ts';
import type { Rollout } from './use-rollout.ts';

const icons = { setWeight: Split, pause: Pause, setHeaderRoute: Tag, setMirrorRoute: Copy, other: Workflow } as const;

/** One step: the shares after it as a bar, and what it does. Its index in the plan is one less than its number. */
export function RolloutBlock({
  rollout,
  state,
  traffic,
  total,
  drag,
  onMove,
}: {
  rollout: Rollout;
  state: StepState;
  /** What is to be expected of `total` requests at this step; null where that is not known. */
  traffic: ExpectedTraffic | null;
  total: number;
  drag: BlockDrag;
  /** Called after a step was moved by key, with its new number: the focus goes along. */
  onMove: (step: number) => void;
}) {
  const { plan, shown, deployed, show } = rollout;
  const { step: number, weights } = state;
  const step = plan.steps[number - 1] ?? null;
  const isDeployed = deployed.includes(number);
  const shares = weights.map(({ subset, weight }) => `${subset.name} ${weight} %`).join(', ');
  const words = step ? stepWords(step, plan) : 'everything to stable';
  const expected = traffic && `Of ${total} requests: ${trafficWords(plan, traffic)}`;
  return (
    <li
      className={styles.block}
      data-shown={shown === number}
      data-deployed={isDeployed}
      data-drop={drag.dropAt(number)}
      data-dragged={drag.from === number - 1}
    >
      <button
        type="button"
        className={styles.step}
        aria-current={shown === number ? 'step' : undefined}
        aria-label={`${number === 0 ? 'Start' : `Step ${number}`}: ${words}. ${shares}${isDeployed ? '. The text is at this step' : ''}${expected ? `. ${expected}` : ''}`}
        title={`${number === 0 ? 'Start' : `Step ${number}`}: ${words}\n${shares}${expected ? `\n${expected}` : ''}`}
        onClick={() => drag.wasClick() && show(number)}
        onPointerDown={(event) => step && drag.start(event, number - 1)}
        onKeyDown={(event) => changeByKey(event, rollout, number, onMove)}
      >
        <Shares state={state} />
        <Title rollout={rollout} step={step} />
        <span className={styles.number}>{number === 0 ? 'start' : number}</span>
        <Canaries plan={plan} traffic={traffic} />
      </button>
      {isDeployed && (
        <span className={styles.now} title="What the text has now" aria-hidden>
          now
        </span>
      )}
    </li>
  );
}

function Title({ rollout: { plan }, step }: { rollout: Rollout; step: RolloutStep | null }) {
  if (!step)
    return (
      <span className={styles.title}>
        <Eye size={12} aria-hidden /> {plan.subsets[0]?.name ?? 'stable'}
      </span>
    );
  const Icon = 'match' in step && step.match === null ? Trash2 : icons[step.type];
  return (
    <span className={styles.title} data-type={step.type}>
      <Icon size={12} aria-hidden />
      <span>{stepTitle(plan, step)}</span>
    </span>
  );
}

/** How many requests reach each version but the stable one. The line is there from the start, so that nothing moves when it is filled. */
function Canaries({ plan, traffic }: { plan: RolloutPlan; traffic: ExpectedTraffic | null }) {
  return plan.subsets.slice(1).map(({ name }, index) => {
    const version = traffic?.versions.find((each) => each.version === name);
    return (
      <span key={name} className={styles.canary} data-version={index + 1} aria-hidden>
        {traffic ? <Requests traffic={version} /> : ' '}
      </span>
    );
  });
}

/** The shares of all versions, the stable one on top; a share that is small is still seen. */
function Shares({ state }: { state: StepState }) {
  const headers = state.routes.filter(({ type }) => type === 'header');
  const mirrors = state.routes.filter(({ type }) => type === 'mirror');
  return (
    <span className={styles.shares} aria-hidden>
      {state.weights.map(({ subset, weight }, index) => (
        <span
          key={subset.name}
          className={styles.share}
          data-version={index}
          style={{ flexGrow: weight, minHeight: weight > 0 ? 2 : 0 }}
        />
      ))}
      {headers.length > 0 && <Tag size={11} className={styles.routeMark} />}
      {mirrors.length > 0 && <Copy size={11} className={styles.routeMark} data-second={headers.length > 0} />}
    </span>
  );
}

/** Does what a key means; `focus` takes the focus to the block of a step. The start can only be left. */
function changeByKey(event: KeyboardEvent, rollout: Rollout, number: number, focus: (step: number) => void) {
  const { plan, edit, shown, show } = rollout;
  const command = blockCommand(event);
  if (!command || (command === 'leave' && shown === null)) return;
  // The browser would go back, or add a bookmark.
  event.preventDefault();
  event.stopPropagation();
  const index = number - 1;
  const move = (to: number) => {
    if (index < 0 || to < 0 || to >= plan.steps.length) return;
    edit({ type: 'moveStep', from: index, to });
    if (shown === number) show(to + 1);
    focus(to + 1);
  };
  switch (command) {
    case 'previous':
      return focus(Math.max(0, number - 1));
    case 'next':
      return focus(Math.min(plan.steps.length, number + 1));
    case 'moveEarlier':
      return move(index - 1);
    case 'moveLater':
      return move(index + 1);
    case 'leave':
      return show(null);
    case 'duplicate':
      if (index >= 0) edit({ type: 'duplicateStep', index });
      return;
    case 'remove':
      if (index < 0) return;
      edit({ type: 'removeStep', index });
      focus(index);
  }
}
