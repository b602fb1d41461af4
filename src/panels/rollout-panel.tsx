import { CircleAlert, Pencil, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { sourceKey } from '../istio/source.ts';
import type { ReadProblem } from '../istio/field.ts';
import { problemWords } from '../rollout/problem-words.ts';
import type { RolloutPlan } from '../rollout/rollout-plan.ts';
import { ruleTitle } from '../rollout/rule-words.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { planKey } from '../workspace/scrub.ts';
import panel from './panel.module.css';
import { RolloutFill } from './rollout-fill.tsx';
import { RolloutImport } from './rollout-import.tsx';
import styles from './rollout-panel.module.css';
import { RolloutStart } from './rollout-start.tsx';
import { RolloutStep } from './rollout-step.tsx';
import { RolloutTakeAway, type TakeAway } from './rollout-take-away.tsx';
import { RolloutTimeline } from './rollout-timeline.tsx';
import { RolloutTraffic } from './rollout-traffic.tsx';
import { useRollout, type Rollout } from './use-rollout.ts';
import { useStepTraffic } from './use-step-traffic.ts';

/** The canary plan on a timeline: to be filled, moved along, changed and taken away. */
export function RolloutPanel({ takeAway }: { takeAway: TakeAway }) {
  const { plans, rollout, choose } = useRollout();
  return (
    <div className={`${panel.panel} ${styles.rollout}`}>
      {rollout ? (
        <>
          <div className={`${panel.toolbar} ${styles.toolbar}`}>
            <PlanName plans={plans} rollout={rollout} onChoose={choose} />
            <Versions rollout={rollout} />
            <span className={styles.grow} />
            <Shown rollout={rollout} />
            <RolloutFill rollout={rollout} />
            <RolloutTakeAway rollout={rollout} takeAway={takeAway} />
          </div>
          <Problems problems={rollout.plan.problems} />
          <Steps rollout={rollout} />
        </>
      ) : (
        <RolloutStart />
      )}
      <RolloutImport plans={plans} />
    </div>
  );
}

/** The timeline, the step that is shown, and the traffic that is to be expected: of so many requests. */
function Steps({ rollout }: { rollout: Rollout }) {
  const [total, setTotal] = useState(1000);
  const traffic = useStepTraffic(rollout, total);
  return (
    <>
      <RolloutTimeline rollout={rollout} traffic={traffic} total={total} />
      <div className={styles.details}>
        <RolloutStep rollout={rollout} />
        <RolloutTraffic rollout={rollout} traffic={traffic} total={total} onTotal={setTotal} />
      </div>
    </>
  );
}

function PlanName({
  plans,
  rollout,
  onChoose,
}: {
  plans: readonly RolloutPlan[];
  rollout: Rollout;
  onChoose: (key: string) => void;
}) {
  if (plans.length < 2) return <b>{rollout.plan.name}</b>;
  return (
    <select
      className={styles.field}
      aria-label="Plan"
      value={rollout.key}
      onChange={(event) => onChoose(event.target.value)}
    >
      {plans.map((plan) => (
        <option key={planKey(plan)} value={planKey(plan)}>
          {plan.name}
        </option>
      ))}
    </select>
  );
}

/** The versions with their hues, and the rule they share. */
function Versions({ rollout: { plan } }: { rollout: Rollout }) {
  const workspace = useWorkspaceApi();
  return (
    <span className={styles.versions}>
      {plan.subsets.map(({ name }, index) => (
        <span key={name} className={styles.version} data-version={index}>
          {name}
          {index === 0 && <small> stable</small>}
        </span>
      ))}
      <button type="button" className={panel.link} onClick={() => workspace.selectSource(plan.source, 'panel')}>
        {ruleTitle(plan.rule)}
      </button>
    </span>
  );
}

/** What the screen shows now, and what can be done with it. */
function Shown({ rollout: { shown, plan, show, workspace } }: { rollout: Rollout }) {
  const scrub = useWorkspace((state) => state.scrub);
  if (!scrub || shown === null) return null;
  const name = shown === 0 ? 'the start' : `step ${shown} of ${plan.steps.length}`;
  if (scrub.refusal)
    return (
      <span className={styles.shown} data-tone="refusal" role="status">
        {scrub.refusal.message}
        <Leave show={show} />
      </span>
    );
  return (
    <span className={styles.shown} role="status">
      <span>
        {scrub.edits.length === 0
          ? `The text is at ${name}`
          : `${name[0]?.toUpperCase()}${name.slice(1)} is shown, not written`}
      </span>
      {scrub.edits.length > 0 && (
        <button type="button" className={styles.main} onClick={() => workspace.applyStep()}>
          <Pencil size={13} aria-hidden /> Apply this step
        </button>
      )}
      <Leave show={show} />
    </span>
  );
}

function Leave({ show }: { show: Rollout['show'] }) {
  return (
    <button type="button" className={panel.button} title="Back to the text (Escape)" onClick={() => show(null)}>
      <Undo2 size={13} aria-hidden /> Back
    </button>
  );
}

function Problems({ problems }: { problems: readonly ReadProblem[] }) {
  const workspace = useWorkspaceApi();
  if (problems.length === 0) return null;
  return (
    <ul className={panel.list} aria-label="Problems of the plan">
      {problems.map((problem) => (
        <li key={`${sourceKey(problem.source)} ${problem.message}`}>
          <button type="button" className={panel.row} onClick={() => workspace.selectSource(problem.source, 'panel')}>
            <CircleAlert size={14} className={panel.bad} aria-label="cannot be read" />
            <span>{problemWords(problem)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
