import { ArrowLeft, ArrowRight, CopyPlus, FileText, Trash2 } from 'lucide-react';
import { stepsWithoutRouting } from '../rollout/read-step.ts';
import type { RolloutStep as Step } from '../rollout/rollout-plan.ts';
import { stepState } from '../rollout/step-state.ts';
import panel from './panel.module.css';
import { RolloutAdd } from './rollout-add.tsx';
import { RolloutHeaderRoute, RolloutMirrorRoute } from './rollout-routes.tsx';
import styles from './rollout-panel.module.css';
import { RolloutPause } from './rollout-pause.tsx';
import { RolloutWeights } from './rollout-weights.tsx';
import type { Rollout } from './use-rollout.ts';

/** The step that is shown, to be changed. */
export function RolloutStep({ rollout }: { rollout: Rollout }) {
  const { plan, shown } = rollout;
  const step = shown === null ? null : plan.steps[shown - 1];
  if (shown === null)
    return (
      <section className={panel.section} aria-label="Step">
        <h2>Step</h2>
        <p className={panel.quiet}>
          Move along the track, or choose a block: canvas, verdict and text show that step, and nothing is written.
        </p>
      </section>
    );
  return (
    <section className={panel.section} aria-label="Step">
      <h2>{step ? `Step ${shown} of ${plan.steps.length}` : 'Start'}</h2>
      {step ? (
        <>
          <Form key={`${shown} ${step.type}`} rollout={rollout} step={step} index={shown - 1} />
          <Tools rollout={rollout} index={shown - 1} />
        </>
      ) : (
        <>
          <p className={panel.quiet}>
            Before the first step {plan.subsets[0]?.name ?? 'the stable version'} takes everything.
          </p>
          <div className={styles.tools}>
            <RolloutAdd rollout={rollout} index={0} label="Add a step first" />
          </div>
        </>
      )}
    </section>
  );
}

function Form({ rollout, step, index }: { rollout: Rollout; step: Step; index: number }) {
  switch (step.type) {
    case 'setWeight':
      return <RolloutWeights rollout={rollout} index={index} weights={stepState(rollout.plan, index + 1).weights} />;
    case 'pause':
      return <RolloutPause rollout={rollout} index={index} duration={step.duration} />;
    case 'setHeaderRoute':
      return <RolloutHeaderRoute rollout={rollout} index={index} step={step} />;
    case 'setMirrorRoute':
      return <RolloutMirrorRoute rollout={rollout} index={index} step={step} />;
    case 'other':
      return (
        <p className={panel.quiet}>
          {stepsWithoutRouting.has(step.name)
            ? 'This step changes no routing. It is kept as it is written.'
            : 'This step cannot be read, so it does nothing. Why stands above; mend it in the text.'}
        </p>
      );
  }
}

function Tools({ rollout, index }: { rollout: Rollout; index: number }) {
  const { plan, edit, show, workspace } = rollout;
  const step = plan.steps[index];
  const move = (to: number) => () => {
    edit({ type: 'moveStep', from: index, to });
    show(to + 1);
  };
  const duplicate = () => {
    edit({ type: 'duplicateStep', index });
    show(index + 2);
  };
  const remove = () => {
    edit({ type: 'removeStep', index });
    show(index);
  };
  return (
    <div className={styles.tools}>
      <Tool label="Move earlier (Alt+←)" disabled={index === 0} onPress={move(index - 1)}>
        <ArrowLeft size={14} aria-hidden />
      </Tool>
      <Tool label="Move later (Alt+→)" disabled={index === plan.steps.length - 1} onPress={move(index + 1)}>
        <ArrowRight size={14} aria-hidden />
      </Tool>
      <RolloutAdd rollout={rollout} index={index + 1} label="Add a step after" />
      <Tool label="Duplicate (Ctrl+D)" onPress={duplicate}>
        <CopyPlus size={14} aria-hidden />
      </Tool>
      <Tool label="Show in the text" onPress={() => step && workspace.selectSource(step.source, 'panel')}>
        <FileText size={14} aria-hidden />
      </Tool>
      <Tool label="Remove (Delete)" onPress={remove}>
        <Trash2 size={14} aria-hidden />
      </Tool>
    </div>
  );
}

function Tool({
  label,
  disabled,
  onPress,
  children,
}: {
  label: string;
  disabled?: boolean;
  onPress: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      className={styles.tool}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
