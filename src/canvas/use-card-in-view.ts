import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import type { Focus } from './use-focus.ts';
import { panTo } from './viewport.ts';

export const motionTime = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180);

/**
 * Brings a card into view when it becomes the selected one: moved as little as it takes, never zoomed. `follow` asks for more once: the next selection,
 * wherever it goes, is shown whole and takes the keyboard's focus.
 */
export function useCardInView(
  frame: RefObject<HTMLElement | null>,
  focus: Focus | null,
): { readonly follow: () => void } {
  const workspace = useWorkspaceApi();
  const flow = useReactFlow();
  const store = useStoreApi();
  const isFollowing = useRef(false);

  const show = useCallback(
    async (id: string, least: number) => {
      const place = workspace.store.getState().layout.positions.get(id);
      const { width, height } = store.getState();
      const next = place && width > 0 ? panTo(place, flow.getViewport(), { width, height }, least) : null;
      if (next) await flow.setViewport(next, { duration: motionTime() });
    },
    [workspace, flow, store],
  );
  const choices = useWorkspace((state) => state.choices);
  const seen = useRef<{ readonly id: string | undefined; readonly choices: number }>({ id: undefined, choices });
  useEffect(() => {
    const id = focus?.card.id;
    // A choice is one also where it falls on what is chosen already: it may have been panned out of view.
    const isNew = seen.current.id !== id || seen.current.choices !== choices;
    seen.current = { id, choices };
    if (id === undefined) return;
    if (!isFollowing.current) {
      if (isNew) void show(id, 0.5);
      return;
    }
    isFollowing.current = false;
    void show(id, 1).then(async () => {
      // The card may still be on its way into the page, and a form that closes still to give the focus back.
      await nextFrame();
      await nextFrame();
      frame.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
    });
  }, [focus, choices, show, frame]);

  return { follow: useCallback(() => void (isFollowing.current = true), []) };
}

function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
