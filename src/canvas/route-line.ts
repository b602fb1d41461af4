import { metrics, weightRowOffset } from '../graph/card-size.ts';
import type { GraphEdge, GraphNode, Placed } from '../graph/graph.ts';
import { isSameLight, type Light } from './card-node.ts';

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

type Known = { readonly from: GraphNode; readonly start: Placed; readonly end: Placed; readonly line: RouteLine };
const known = new WeakMap<GraphEdge, Known>();

/** The line of an edge between two placed cards. The same object while nothing changes. */
export function routeLine(edge: GraphEdge, from: GraphNode, start: Placed, end: Placed, light: Light): RouteLine {
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
