import type { KeyboardEvent } from 'react';

/** Keys that press the tools in the canvas's corner while the focus is in the canvas. */
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
export function pressTool(event: KeyboardEvent, canvas: HTMLElement | null): boolean {
  if (event.altKey) return false;
  const tool = tools[event.key.toLowerCase()];
  if (tool === undefined) return false;
  canvas?.querySelector<HTMLElement>(`[data-tool="${tool}"]`)?.click();
  return true;
}
