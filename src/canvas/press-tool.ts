import { useEffect, type RefObject } from 'react';

/** Keys that press the tools in the canvas's corner while the focus is in the canvas, or nowhere. */
const tools: Readonly<Record<string, string>> = {
  '+': 'zoomIn',
  '=': 'zoomIn',
  '-': 'zoomOut',
  '0': 'actual',
  '1': 'fit',
  f: 'search',
  o: 'outline',
  m: 'map',
};

/** Presses the tool that the key stands for. Whether there was one. */
export function pressTool(event: Pick<KeyboardEvent, 'altKey' | 'key'>, canvas: HTMLElement | null): boolean {
  if (event.altKey) return false;
  const tool = tools[event.key.toLowerCase()];
  if (tool === undefined) return false;
  canvas?.querySelector<HTMLElement>(`[data-tool="${tool}"]`)?.click();
  return true;
}

/** Has the keys of the tools work as well while nothing has the focus, as after a paste. */
export function useToolKeys(canvas: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isElsewhere = event.target !== document.body || event.ctrlKey || event.metaKey || event.defaultPrevented;
      if (!isElsewhere && pressTool(event, canvas.current)) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [canvas]);
}
