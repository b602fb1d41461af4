import type { GraphLayout, Placed, RoutingGraph } from '../graph/graph.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

/**
 * The card that an arrow key leads to: up and down within the column, left and right to the connected card that is nearest in height, or,
 * where none is connected, to the nearest card of the next column. null at the edge of the canvas.
 */
export function neighbour(graph: RoutingGraph, layout: GraphLayout, id: string, direction: Direction): string | null {
  const here = layout.positions.get(id);
  if (!here) return graph.nodes[0]?.id ?? null;
  if (direction === 'up' || direction === 'down') return inColumn(layout, here, direction);
  const connected = graph.edges
    .filter((edge) => edge.kind !== 'else' && (direction === 'right' ? edge.from === id : edge.to === id))
    .map((edge) => (direction === 'right' ? edge.to : edge.from));
  return nearest(layout, here, connected) ?? nextColumn(layout, here, direction);
}

function inColumn(layout: GraphLayout, here: Placed, direction: 'up' | 'down'): string | null {
  const sign = direction === 'down' ? 1 : -1;
  let found: string | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const [id, place] of layout.positions) {
    const step = (place.y - here.y) * sign;
    if (place.x === here.x && step > 0 && step < distance) {
      found = id;
      distance = step;
    }
  }
  return found;
}

function nextColumn(layout: GraphLayout, here: Placed, direction: 'left' | 'right'): string | null {
  const sign = direction === 'right' ? 1 : -1;
  const beyond = [...layout.positions].filter(([, place]) => (place.x - here.x) * sign > 0);
  const column = beyond.reduce(
    (nearest, [, place]) => Math.min(nearest, (place.x - here.x) * sign),
    Number.POSITIVE_INFINITY,
  );
  return nearest(
    layout,
    here,
    beyond.filter(([, place]) => (place.x - here.x) * sign === column).map(([id]) => id),
  );
}

function nearest(layout: GraphLayout, here: Placed, ids: readonly string[]): string | null {
  let found: string | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const id of ids) {
    const place = layout.positions.get(id);
    const away = place ? Math.abs(place.y - here.y) : Number.POSITIVE_INFINITY;
    if (away < distance) {
      found = id;
      distance = away;
    }
  }
  return found;
}
