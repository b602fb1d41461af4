import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';

/** A block of the timeline that is being dragged among the others. */
export type BlockDrag = {
  /** The index of the step that is dragged. */
  readonly from: number | null;
  /** On which side of the block of a step (by number, 0 is the start) the dragged one would land. */
  readonly dropAt: (number: number) => 'before' | 'after' | undefined;
  readonly start: (event: PointerEvent, index: number) => void;
  /** Whether what ends now was no drag, so that it counts as a click. */
  readonly wasClick: () => boolean;
};

/** A pointer that has moved less than this has clicked. */
const threshold = 5;
/** How near an edge the strip scrolls, and how far at a time, in pixels. */
const edge = 28;
const scrollStep = 8;

/** Drags steps along the strip; `onDrop` gets indices of the plan, `to` as it is afterwards. Escape takes the drag back. */
export function useBlockDrag(
  strip: RefObject<HTMLOListElement | null>,
  onDrop: (from: number, to: number) => void,
): BlockDrag {
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const dragged = useRef(false);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  const indexAt = (x: number): number => {
    // The first child is the start, the last one the button that adds.
    const blocks = [...(strip.current?.children ?? [])].slice(1, -1);
    const passed = blocks.findIndex((block) => x < block.getBoundingClientRect().right);
    return passed < 0 ? blocks.length - 1 : passed;
  };

  return {
    from: drag && drag.from !== drag.to ? drag.from : null,
    dropAt: (number) => {
      if (!drag || drag.from === drag.to || drag.to !== number - 1) return undefined;
      return drag.to < drag.from ? 'before' : 'after';
    },
    start(event, from) {
      dragged.current = false;
      if (event.button !== 0) return;
      const { clientX } = event;
      let to = from;
      let pointer = clientX;
      let scroll: number | null = null;
      const move = (moved: globalThis.PointerEvent) => {
        if (!dragged.current && Math.abs(moved.clientX - clientX) < threshold) return;
        dragged.current = true;
        pointer = moved.clientX;
        scroll ??= requestAnimationFrame(scrollAtEdge);
        to = indexAt(pointer);
        setDrag({ from, to });
      };
      /** At an edge of the strip it moves on under the pointer, for as long as the pointer stays there. */
      const scrollAtEdge = () => {
        const view = strip.current?.parentElement;
        const { left = 0, right = 0 } = view?.getBoundingClientRect() ?? {};
        const by = pointer > right - edge ? scrollStep : pointer < left + edge ? -scrollStep : 0;
        scroll = by === 0 ? null : requestAnimationFrame(scrollAtEdge);
        if (by === 0) return;
        view?.scrollBy(by, 0);
        to = indexAt(pointer);
        setDrag({ from, to });
      };
      const end = () => {
        stop.current?.();
        if (to !== from) onDrop(from, to);
      };
      const escape = (key: KeyboardEvent) => {
        if (key.key !== 'Escape') return;
        key.stopPropagation();
        stop.current?.();
      };
      const cancel = () => stop.current?.();
      stop.current = () => {
        if (scroll !== null) cancelAnimationFrame(scroll);
        window.removeEventListener('pointermove', move);
        window.removeEventListener('pointerup', end);
        window.removeEventListener('pointercancel', cancel);
        window.removeEventListener('keydown', escape, true);
        stop.current = null;
        setDrag(null);
      };
      window.addEventListener('pointermove', move);
      window.addEventListener('pointerup', end);
      window.addEventListener('pointercancel', cancel);
      window.addEventListener('keydown', escape, true);
    },
    wasClick: () => !dragged.current,
  };
}
