import { metrics } from '../graph/card-size.ts';
import type { GraphLayout, Placed } from '../graph/graph.ts';

/** What part of the canvas is in view, as React Flow has it. */
export type Viewport = { readonly x: number; readonly y: number; readonly zoom: number };
export type Size = { readonly width: number; readonly height: number };

/** The zooms between which one can choose. Farther away even a large workspace shows no more than the display can draw at its rate. */
export const minZoom = 0.1;
export const maxZoom = 2;

/** Room that the lanes' headers take at the top of the view. */
export const headerRoom = 34;
/** Room that the tools take at the bottom of the view. */
const toolRoom = 60;
const margin = 16;

/** Shows everything, as far as the zooms allow; what does not fit is cut at the bottom: rules are read from the first one. */
export function fitAll(layout: GraphLayout, view: Size): Viewport {
  const zoom = Math.min(1, view.width / layout.width, (view.height - headerRoom) / layout.height);
  return placed(layout, view, Math.max(minZoom, zoom));
}

/**
 * The first view of a workspace: everything where that can be read; else its whole width; where even that is too small, its right part from the host that is
 * asked on, or on a phone the column of rules. What does not fit in height begins with what is lit: the way of the request.
 */
export function firstView(layout: GraphLayout, view: Size, lit: ReadonlySet<string>): Viewport {
  const whole = fitAll(layout, view);
  if (whole.zoom >= 0.62) return whole;
  const wide = Math.min(1, view.width / layout.width);
  const rules = layout.lanes.find((lane) => lane.lane === 'rules');
  const isPhone = wide < 0.35 && rules !== undefined;
  const zoom = isPhone ? Math.min(1, view.width / (metrics.width.rule + 90)) : Math.max(wide, 0.62);
  const start = placed(layout, view, zoom);
  const end = view.width - layout.width * zoom;
  const x = isPhone ? margin - rules.x * zoom : end < 0 ? Math.max(end, margin - litLeft(layout, lit) * zoom) : start.x;
  return { x, y: litTop(layout, view, lit, start), zoom };
}

/** Where the way of the request begins, its caller left aside; far to the right where nothing is lit. */
function litLeft({ positions }: GraphLayout, lit: ReadonlySet<string>): number {
  const doors = [...lit].filter((id) => /^(?:host|service|gateway):/.test(id));
  return Math.min(...doors.flatMap((id) => positions.get(id)?.x ?? []), Infinity);
}

/** The height at which the way of the request opens the view, where not everything fits; never past the end of the drawing. */
function litTop(layout: GraphLayout, view: Size, lit: ReadonlySet<string>, { y, zoom }: Viewport): number {
  // The callers stand at the top whoever is asked: the way begins with the host.
  const way = [...lit].filter((id) => /^(?:host|rule|implicit):/.test(id));
  const places = (way.length > 0 ? way : [...lit]).flatMap((id) => layout.positions.get(id) ?? []);
  if (places.length === 0 || layout.height * zoom + y <= view.height) return y;
  const top = Math.min(...places.map((place) => place.y)) * zoom;
  const lowest = view.height - margin - layout.height * zoom;
  return Math.min(y, Math.max(headerRoom + margin - top, lowest));
}

function placed(layout: GraphLayout, view: Size, zoom: number): Viewport {
  const spare = view.height - headerRoom - layout.height * zoom;
  return {
    x: Math.max(0, (view.width - layout.width * zoom) / 2),
    y: headerRoom + Math.max(0, Math.min(spare / 2, 48)),
    zoom,
  };
}

/** The viewport moved, never zoomed, as little as it takes to show a card; null where it is in view. `least` is how much of it (0 to 1) must be. */
export function panTo(card: Placed, viewport: Viewport, view: Size, least: number): Viewport | null {
  const x = shift(card.x, card.width, viewport.x, viewport.zoom, margin, view.width - margin, least);
  const y = shift(card.y, card.height, viewport.y, viewport.zoom, headerRoom + 8, view.height - toolRoom, least);
  return x === 0 && y === 0 ? null : { x: viewport.x + x, y: viewport.y + y, zoom: viewport.zoom };
}

/** By how much one axis must move. What is larger than the view shows its beginning. */
function shift(
  start: number,
  length: number,
  offset: number,
  zoom: number,
  from: number,
  to: number,
  least: number,
): number {
  const low = start * zoom + offset;
  const high = low + length * zoom;
  const visible = Math.min(high, to) - Math.max(low, from);
  if (visible >= Math.min(length * zoom, to - from) * least - 0.5) return 0;
  if (low < from || length * zoom > to - from) return from - low;
  return to - high;
}
