import { useCallback, useMemo, useRef } from 'react';
import { apportion, even, redistribute } from '../edits/weights.ts';
import type { RuleCard } from '../graph/graph.ts';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import { useWeightLocks } from './weight-locks.tsx';

/** The weights of a rule, and the ways to change them. */
export type Weights = {
  /** As they count where they stand. */
  readonly written: readonly number[];
  /** As they are dragged (`draggedWeights`). */
  readonly values: readonly number[];
  /** What the values add up to; 100 where that is nothing. */
  readonly total: number;
  readonly locked: ReadonlySet<number>;
  readonly toggleLock: (row: number) => void;
  /** One step: one row gets a weight, the unlocked others share the rest. */
  readonly set: (row: number, weight: number) => void;
  /** All weights at once. */
  readonly apply: (weights: readonly number[]) => void;
  /** A drag: any number of moves are one undo step; each move is counted from where the drag began, so that going back undoes it. */
  readonly begin: () => void;
  readonly move: (row: number, weight: number) => void;
  readonly end: () => void;
  readonly cancel: () => void;
};

/** Whether the weights of a rule can be dragged: several destinations of an object that stands as it is drawn. */
export function hasEditableWeights(rule: RuleCard): boolean {
  return rule.owner !== null && rule.weights.length > 1 && rule.state !== 'stale';
}

/** The weights of a rule as they count; one that is not written is 0 in a VirtualService (istio-semantics R4.9) and 1 in the Gateway API. */
export function countingWeights({ weights, owner }: Pick<RuleCard, 'weights' | 'owner'>): readonly number[] {
  const absent = owner?.kind === 'VirtualService' ? 0 : 1;
  return weights.map(({ weight }) => weight ?? absent);
}

/** Of a smaller total, a step of 1 is more than two percent. */
const fineTotal = 50;

/** The weights that are dragged: as they count, and as parts of 100 where they add up to little, for between 1 and 3 there is nothing to choose. */
export function draggedWeights(counting: readonly number[]): readonly number[] {
  const total = sum(counting);
  return total > 0 && total < fineTotal ? apportion(counting, 100) : counting;
}

/** All equal: without a change of scale where that comes out even, so 1, 1, 1 stay. */
export function evened({ written, values, locked }: Pick<Weights, 'written' | 'values' | 'locked'>): readonly number[] {
  const kept = even(written, locked);
  const free = new Set(kept.filter((_, row) => !locked.has(row)));
  return free.size <= 1 && sum(written) > 0 ? kept : even(values, locked);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The weights of a rule to drag: a drag is one step of undo, at most one edit a frame, and locked rows keep theirs. */
export function useWeights(rule: RuleCard): Weights {
  const workspace = useWorkspaceApi();
  const locks = useWeightLocks();
  const locked = locks.locked(rule.id);
  const { weights: rows, owner, source } = rule;
  const written = useMemo(() => countingWeights({ weights: rows, owner }), [rows, owner]);
  const values = useMemo(() => draggedWeights(written), [written]);
  const base = useRef<readonly number[] | null>(null);
  const frame = useRef<number | null>(null);

  const apply = useCallback(
    (weights: readonly number[]) => {
      if (source) workspace.dispatch({ type: 'setWeights', rule: source, weights });
    },
    [workspace, source],
  );
  const settle = () => {
    if (frame.current !== null) cancelAnimationFrame(frame.current);
    frame.current = null;
    base.current = null;
  };
  const pending = useRef<readonly number[] | null>(null);
  const flush = () => {
    frame.current = null;
    if (pending.current) apply(pending.current);
    pending.current = null;
  };
  return {
    written,
    values,
    total: sum(values) || 100,
    locked,
    toggleLock: (row) => locks.toggle(rule.id, row),
    set: (row, weight) => apply(redistribute(values, row, weight, locked)),
    apply,
    begin: () => {
      base.current = values;
      workspace.beginGesture();
    },
    move: (row, weight) => {
      pending.current = redistribute(base.current ?? values, row, weight, locked);
      // Pointers may report more often than the screen is drawn.
      frame.current ??= requestAnimationFrame(flush);
    },
    end: () => {
      if (pending.current) flush();
      settle();
      workspace.endGesture();
    },
    cancel: () => {
      pending.current = null;
      settle();
      workspace.cancelGesture();
    },
  };
}
