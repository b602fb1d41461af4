import { metrics, weightRowOffset } from '../graph/card-size.ts';
import { adjacencyOf, type Adjacency } from '../graph/adjacency.ts';
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
  /** Where its share stands, as far as it has one. */
  readonly share: SharePlace;
};
export type SharePlace = {
  readonly x: number;
  readonly y: number;
  /** Which part of the share is there. */
  readonly anchor: 'start' | 'middle';
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
  const adjacency = adjacencyOf(graph);
  return graph.edges.flatMap((edge) => {
    const start = placed(edge.from);
    const end = placed(edge.to);
    if (!start || !end || !isBetween(area, start, end)) return [];
    const from = adjacency.node(edge.from);
    const place = mirrorPlace(edge, adjacency);
    return from ? [routeLine({ edge, from, start, end, place }, light(edge.id))] : [];
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

/** What the course of a line follows from. */
type Course = {
  readonly edge: GraphEdge;
  readonly from: GraphNode;
  readonly start: Placed;
  readonly end: Placed;
  /** Its place among the mirrors of its rule. */
  readonly place: number;
};
const known = new WeakMap<GraphEdge, { readonly course: Course; readonly line: RouteLine }>();

/** The line of an edge between two placed cards. The same object while nothing changes. */
function routeLine(course: Course, light: Light): RouteLine {
  const { edge } = course;
  const before = known.get(edge);
  const isSame = before !== undefined && isSameCourse(before.course, course);
  if (isSame && isSameLight(before.line.light, light)) return before.line;
  const line = isSame ? { ...before.line, light } : newLine(course, light);
  known.set(edge, { course, line });
  return line;
}

function isSameCourse(a: Course, b: Course): boolean {
  return a.from === b.from && a.start === b.start && a.end === b.end && a.place === b.place;
}

function newLine({ edge, from, start, end, place }: Course, light: Light): RouteLine {
  const ends = edgeEnds(edge, from, start, end);
  return { edge, light, ...ends, share: sharePlace(edge, ends, place) };
}

/** Where an edge leaves its card and where it ends. */
export function edgeEnds(edge: GraphEdge, from: GraphNode, start: Placed, end: Placed) {
  if (edge.kind === 'else') {
    return { fromX: start.x + elseX, fromY: start.y + start.height, toX: end.x + elseX, toY: end.y };
  }
  const row = edge.fromRow !== null && from.type === 'rule' ? weightRowOffset(from, edge.fromRow) : middle;
  return { fromX: start.x + start.width, fromY: start.y + row, toX: end.x, toY: end.y + middle };
}

/** Space between a card and the share on an edge that leaves it. */
const before = 14;
/** How far apart shares stand that have no row of their own. */
const between = 20;
/** Edges from few cards to few others are well apart here, both those of one start and those of one end. */
const apart = 0.65;

/**
 * Where the share of an edge stands: beside the row that it leaves from, since many edges meet where they arrive. Edges to workloads all leave a card
 * at one height, so their shares stand on the way; mirrors of one rule stand below one another.
 */
export function sharePlace(
  edge: GraphEdge,
  { fromX, fromY, toX, toY }: ReturnType<typeof edgeEnds>,
  place: number,
): SharePlace {
  if (edge.kind === 'workload') {
    return { x: (fromX + toX) / 2, y: fromY + (toY - fromY) * apart, anchor: 'middle' };
  }
  return { x: fromX + before, y: fromY + place * between, anchor: 'start' };
}

/** The place of a mirror among those of its rule; 0 for all other edges. */
export function mirrorPlace(edge: GraphEdge, { from }: Adjacency): number {
  if (edge.kind !== 'mirror') return 0;
  return from(edge.from)
    .filter(({ kind }) => kind === 'mirror')
    .findIndex(({ id }) => id === edge.id);
}
