/** The tools in the canvas's corner. */
export type CanvasTool = 'zoomIn' | 'zoomOut' | 'actual' | 'fit' | 'search' | 'outline' | 'map';

/** Presses a tool in the canvas's corner: their state is the canvas's own. */
export function pressTool(tool: CanvasTool): void {
  document.querySelector<HTMLElement>(`[data-tool="${tool}"]`)?.click();
}
