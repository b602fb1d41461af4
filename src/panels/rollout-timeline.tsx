import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { stepState } from '../rollout/step-state.ts';
import { stepWords } from '../rollout/step-words.ts';
import { RolloutAdd } from './rollout-add.tsx';
import { RolloutBlock } from './rollout-block.tsx';
import styles from './rollout-panel.module.css';
import { useBlockDrag } from './use-block-drag.ts';
import type { Rollout } from './use-rollout.ts';
import type { StepTraffic } from './use-step-traffic.ts';

/** The steps as blocks in a row, under a track to move along. */
export function RolloutTimeline({
  rollout,
  traffic,
  total,
}: {
  rollout: Rollout;
  traffic: StepTraffic;
  /** The number of requests that `traffic` is of. */
  total: number;
}) {
  const { plan, shown, deployed, show, edit } = rollout;
  const strip = useRef<HTMLOListElement>(null);
  const drag = useBlockDrag(strip, (from, to) => edit({ type: 'moveStep', from, to }));
  const last = plan.steps.length;
  const states = Array.from({ length: last + 1 }, (_, step) => stepState(plan, step));
  useEffect(() => {
    if (shown !== null) strip.current?.children[shown]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);

  const keys = (event: KeyboardEvent) => {
    const at = shown ?? deployed.at(-1) ?? 0;
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && shown !== null) {
      event.preventDefault();
      show(null);
    } else if (to !== undefined) {
      event.preventDefault();
      show(Math.min(last, Math.max(0, to)));
    }
  };
  return (
    <div className={styles.timeline}>
      <div className={styles.scroll} style={{ ['--blocks' as string]: last + 1 }}>
        <Track rollout={rollout} strip={strip} onKeyDown={keys} />
        <ol ref={strip} className={styles.strip} aria-label="Steps of the plan">
          {states.map((state) => (
            <RolloutBlock
              key={state.step}
              rollout={rollout}
              state={state}
              traffic={traffic[state.step] ?? null}
              total={total}
              drag={drag}
              onMove={(step) => (strip.current?.children[step]?.querySelector('button') ?? null)?.focus()}
            />
          ))}
          <li className={styles.end}>
            <RolloutAdd rollout={rollout} index={last} label="Add a step" />
          </li>
        </ol>
      </div>
    </div>
  );
}

/** Where on the timeline the screen is. Dragging shows each step that is passed; nothing is written. */
function Track({
  rollout: { plan, shown, deployed, show },
  strip,
  onKeyDown,
}: {
  rollout: Rollout;
  strip: React.RefObject<HTMLOListElement | null>;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const dragging = useRef(false);
  const last = plan.steps.length;
  const at = shown ?? deployed.at(-1) ?? 0;
  const step = plan.steps[at - 1];
  const words =
    at === 0 ? 'Start: everything to stable' : `Step ${at} of ${last}: ${step ? stepWords(step, plan) : ''}`;
  const move = (event: PointerEvent) => {
    const blocks = [...(strip.current?.children ?? [])].slice(0, last + 1);
    const passed = blocks.findIndex((block) => event.clientX < block.getBoundingClientRect().right);
    const to = passed < 0 ? last : passed;
    if (to !== shown) show(to);
  };
  return (
    <div
      className={styles.track}
      role="slider"
      tabIndex={0}
      aria-label="Move along the plan"
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={at}
      aria-valuetext={shown === null ? `The text is shown. ${words}` : words}
      data-shown={shown !== null}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        dragging.current = true;
        move(event);
      }}
      onPointerMove={(event) => dragging.current && move(event)}
      onPointerUp={() => (dragging.current = false)}
      onPointerCancel={() => (dragging.current = false)}
    >
      <span
        className={styles.way}
        style={{ width: `calc((var(--block) + var(--gap)) * ${last + 1} - var(--gap))` }}
        aria-hidden
      />
      <span
        className={styles.thumb}
        style={{ left: `calc((var(--block) + var(--gap)) * ${at} + var(--block) / 2)` }}
        aria-hidden
      />
    </div>
  );
}
