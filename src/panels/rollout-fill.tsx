import { ChartLine } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { parseDuration } from '../istio/duration.ts';
import { curveWeights, weightSteps } from '../rollout/curves.ts';
import { presetWeights } from '../rollout/plan-canary.ts';
import type { StepAction } from '../rollout/rollout-plan.ts';
import { Popover } from '../ui/popover.tsx';
import { CurveEditor, type CurvePoint } from './curve-editor.tsx';
import panel from './panel.module.css';
import styles from './rollout-panel.module.css';
import type { Rollout } from './use-rollout.ts';

type Shape = 'preset' | 'linear' | 'exponential' | 'custom';

const shapes: Readonly<Record<Shape, string>> = {
  preset: presetWeights.join(' · '),
  linear: 'Linear',
  exponential: 'Exponential',
  custom: 'Points of your own',
};

/** Fills the plan with weights along a curve. Routes for testers and mirrors stay in front. */
export function RolloutFill({ rollout }: { rollout: Rollout }) {
  return (
    <Popover
      label="Fill the steps"
      trigger={
        <button type="button" className={panel.button}>
          <ChartLine size={13} aria-hidden /> Fill
        </button>
      }
    >
      {(close) => <Form rollout={rollout} onDone={close} />}
    </Popover>
  );
}

function Form({ rollout: { plan, edit }, onDone }: { rollout: Rollout; onDone: () => void }) {
  const canaries = plan.subsets.slice(1).map(({ name }) => name);
  const [subset, setSubset] = useState(canaries[0] ?? '');
  const [shape, setShape] = useState<Shape>('preset');
  const [count, setCount] = useState(6);
  const [points, setPoints] = useState('50:20, 80:60');
  const [pause, setPause] = useState('10m');
  const weights = weightsOf(shape, count, points);
  const others = canaries.filter(
    (name) => name !== subset && plan.steps.some((step) => step.type === 'setWeight' && (step.weights[name] ?? 0) > 0),
  );
  const isPauseFine = pause === '' || (parseDuration(pause) ?? -1) >= 0;
  const fill = (event: FormEvent) => {
    event.preventDefault();
    if (!isPauseFine) return;
    edit({ type: 'replaceSteps', steps: filled(plan.steps, weightSteps(subset, weights, pause || null)) });
    onDone();
  };
  return (
    <form className={`${styles.form} ${styles.fill}`} onSubmit={fill}>
      <fieldset className={styles.choices}>
        <legend>Weights</legend>
        {Object.entries(shapes).map(([value, label]) => (
          <label key={value}>
            <input
              type="radio"
              name="shape"
              value={value}
              checked={shape === value}
              onChange={() => setShape(isShape(value) ? value : 'preset')}
            />
            {label}
          </label>
        ))}
      </fieldset>
      {shape === 'custom' && (
        <>
          <CurveEditor points={pointsOf(points)} onChange={(moved) => setPoints(pointsText(moved))} />
          <label className={styles.pair}>
            <span>Way % : weight %</span>
            <input className={styles.field} value={points} onChange={(event) => setPoints(event.target.value)} />
          </label>
        </>
      )}
      {shape !== 'preset' && (
        <label className={styles.pair}>
          <span>Steps</span>
          <input
            className={styles.field}
            type="number"
            min={1}
            max={50}
            value={count}
            onChange={(event) => setCount(Number(event.target.value))}
          />
        </label>
      )}
      {canaries.length > 1 && (
        <label className={styles.pair}>
          <span>Version</span>
          <select className={styles.field} value={subset} onChange={(event) => setSubset(event.target.value)}>
            {canaries.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      )}
      <label className={styles.pair}>
        <span>Pause between</span>
        <input
          className={styles.field}
          value={pause}
          placeholder="until somebody goes on"
          aria-invalid={!isPauseFine}
          onChange={(event) => setPause(event.target.value.trim())}
        />
      </label>
      <p className={styles.preview}>
        <CurvePreview weights={weights} />
        <span>{weights.map((weight) => `${weight}`).join(' · ')} %</span>
      </p>
      {others.length > 0 && <p className={panel.quiet}>The weights of {others.join(', ')} go.</p>}
      <button type="submit" className={styles.main} disabled={!isPauseFine}>
        Fill {weights.length} {weights.length === 1 ? 'weight' : 'weights'}
      </button>
    </form>
  );
}

function CurvePreview({ weights }: { weights: readonly number[] }) {
  return (
    <span className={styles.curve} aria-hidden>
      {weights.map((weight) => (
        <span key={weight} style={{ height: `${Math.max(4, weight)}%` }} />
      ))}
    </span>
  );
}

function weightsOf(shape: Shape, count: number, points: string): readonly number[] {
  switch (shape) {
    case 'preset':
      return presetWeights;
    case 'custom':
      return curveWeights(
        { type: 'points', points: pointsOf(points).map(({ way, weight }) => [way / 100, weight] as const) },
        count,
      );
    case 'linear':
    case 'exponential':
      return curveWeights({ type: shape }, count);
  }
}

/** `50:20, 80:60` → half of the way is at 20 %, four fifths at 60 %; in the order of the way. What cannot be read is passed over. */
function pointsOf(text: string): readonly CurvePoint[] {
  const read = [...text.matchAll(/(\d+(?:\.\d+)?)\s*:\s*(\d+(?:\.\d+)?)/g)].map(([, way, weight]) => ({
    way: Math.min(100, Number(way)),
    weight: Math.min(100, Number(weight)),
  }));
  return read.toSorted((a, b) => a.way - b.way);
}

function pointsText(points: readonly CurvePoint[]): string {
  return points.map(({ way, weight }) => `${way}:${weight}`).join(', ');
}

/** Steps along a curve: behind the routes that the plan begins with, before what takes these routes away again. */
function filled(steps: readonly StepAction[], weights: readonly StepAction[]): readonly StepAction[] {
  const before = leading(steps);
  const inForce = new Set<string>();
  for (const step of before) {
    if (!isRoute(step)) continue;
    if (step.match === null) inForce.delete(step.name);
    else inForce.add(step.name);
  }
  const removals = steps.filter((step) => isRoute(step) && step.match === null && inForce.has(step.name));
  return [...before, ...weights, ...removals];
}

function isRoute(step: StepAction): step is StepAction & { type: 'setHeaderRoute' | 'setMirrorRoute' } {
  return step.type === 'setHeaderRoute' || step.type === 'setMirrorRoute';
}

/** The routes, and pauses between them, that stand before the first weight. */
function leading(steps: readonly StepAction[]): readonly StepAction[] {
  const first = steps.findIndex(({ type }) => type === 'setWeight');
  const before = first < 0 ? steps : steps.slice(0, first);
  return before.some(isRoute) ? before : [];
}

function isShape(value: string): value is Shape {
  return Object.hasOwn(shapes, value);
}
