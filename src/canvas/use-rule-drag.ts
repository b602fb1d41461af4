import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import type { RuleCard } from '../graph/graph.ts';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import { slotAt, type Slot } from './rule-slots.ts';

/** A rule under the pointer: how far it was carried, and where it would go. */
export type RuleDrag = { readonly rule: RuleCard; readonly by: number; readonly slot: Slot | null };

/** Within this distance of the view's edge a drag scrolls, in pixels; and how fast, in pixels per frame. */
const edge = 48;
const speed = 9;

/** Dragging a rule up or down among its neighbours: one edit when it is let go, none when Escape is pressed. */
export function useRuleDrag(view: () => DOMRect | undefined): {
  readonly drag: RuleDrag | null;
  readonly startRuleDrag: (rule: RuleCard, event: ReactPointerEvent) => void;
} {
  const workspace = useWorkspaceApi();
  const flow = useReactFlow();
  const [drag, setDrag] = useState<RuleDrag | null>(null);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  const startRuleDrag = useCallback(
    (rule: RuleCard, start: ReactPointerEvent) => {
      if (start.button !== 0 || stop.current) return;
      start.preventDefault();
      start.stopPropagation();
      const from = flow.screenToFlowPosition({ x: start.clientX, y: start.clientY }).y;
      let pointer = { x: start.clientX, y: start.clientY };
      let current: RuleDrag = { rule, by: 0, slot: null };
      let frame = 0;
      const carry = () => {
        const { graph, layout } = workspace.store.getState();
        const by = flow.screenToFlowPosition(pointer).y - from;
        current = { rule, by, slot: slotAt(graph, layout, rule, by) };
        setDrag(current);
      };
      const scroll = () => {
        const box = view();
        const near = !box ? 0 : pointer.y < box.top + edge ? speed : pointer.y > box.bottom - edge ? -speed : 0;
        if (near !== 0) {
          const viewport = flow.getViewport();
          void flow.setViewport({ ...viewport, y: viewport.y + near });
          carry();
        }
        frame = requestAnimationFrame(scroll);
      };
      const move = (event: PointerEvent) => {
        pointer = { x: event.clientX, y: event.clientY };
        carry();
      };
      const end = () => {
        stop.current?.();
        if (current.slot && rule.source) {
          workspace.dispatch({ type: 'moveRule', rule: rule.source, to: current.slot.to });
        }
      };
      const key = (event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        stop.current?.();
      };
      const cancel = () => stop.current?.();
      stop.current = () => {
        stop.current = null;
        cancelAnimationFrame(frame);
        removeEventListener('pointermove', move);
        removeEventListener('pointerup', end);
        removeEventListener('pointercancel', cancel);
        removeEventListener('keydown', key, true);
        setDrag(null);
      };
      addEventListener('pointermove', move);
      addEventListener('pointerup', end);
      addEventListener('pointercancel', cancel);
      addEventListener('keydown', key, true);
      frame = requestAnimationFrame(scroll);
    },
    [workspace, flow, view],
  );
  return { drag, startRuleDrag };
}
