import { metrics, weightRowOffset } from '../graph/card-size.ts';
import { adjacencyOf } from '../graph/adjacency.ts';
import type { GraphEdge, GraphNode, Placed, RoutingGraph } from '../graph/graph.ts';
import { isSameLight, type Light } from './light.ts';

/** An edge as it is drawn: from where to where, and how it stands out. */
export type RouteLine = {
  readonly edge: GraphEdge;
  readonly light: Light;
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
};

/** x of the line along which rules are asked one after the other, from the left of their cards. */
const elseX = 20;
const middle = metrics.header / 2;

/** A part of the drawing, in canvas units. */
export type Area = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** The lines of a graph between cards of which one is in an area, or that cross it. */
export function linesIn(
  area: Area,
  {
    graph,
    light,
    placed,
  }: {
    readonly graph: RoutingGraph;
    readonly light: (id: string) => Light;
    readonly placed: (id: string) => Placed | undefined;
  },
): RouteLine[] {
  const { node } = adjacencyOf(graph);
  return graph.edges.flatMap((edge) => {
    const start = placed(edge.from);
    const end = placed(edge.to);
    if (!start || !end || !isBetween(area, start, end)) return [];
    const from = node(edge.from);
    return from ? [routeLine(edge, from, start, end, light(edge.id))] : [];
  });
}

/** Whether the box around two cards touches an area. */
function isBetween(area: Area, a: Placed, b: Placed): boolean {
  return (
    Math.min(a.x, b.x) <= area.right &&
    Math.max(a.x + a.width, b.x + b.width) >= area.left &&
    Math.min(a.y, b.y) <= area.bottom &&
    Math.max(a.y + a.height, b.y + b.height) >= area.top
  );
}

type Known = { readonly from: GraphNode; readonly start: Placed; readonly end: Placed; readonly line: RouteLine };
const known = new WeakMap<GraphEdge, Known>();

/** The line of an edge between two placed cards. The same object while nothing changes. */
function routeLine(edge: GraphEdge, from: GraphNode, start: Placed, end: Placed, light: Light): RouteLine {
  const before = known.get(edge);
  const isSamePlace = before?.from === from && before.start === start && before.end === end;
  if (isSamePlace && isSameLight(before.line.light, light)) return before.line;
  const line = isSamePlace ? { ...before.line, light } : { edge, light, ...edgeEnds(edge, from, start, end) };
  known.set(edge, { from, start, end, line });
  return line;
}

/** Where an edge leaves its card and where it ends. */
export function edgeEnds(edge: GraphEdge, from: GraphNode, start: Placed, end: Placed) {
  if (edge.kind === 'else') {
    return { fromX: start.x + elseX, fromY: start.y + start.height, toX: end.x + elseX, toY: end.y };
  }
  const row = edge.fromRow !== null && from.type === 'rule' ? weightRowOffset(from, edge.fromRow) : middle;
  return { fromX: start.x + start.width, fromY: start.y + row, toX: end.x, toY: end.y + middle };
}
