import { askedAlong } from './asked-along.ts';
import { cardSize, metrics, weightRowOffset } from './card-size.ts';
import type { GraphEdge, GraphLayout, GraphNode, Lane, Placed, RoutingGraph } from './graph.ts';
import { groupBy } from '../istio/group-by.ts';
import { placeColumn } from './place-column.ts';
import { isSameShape } from './same-shape.ts';

type Column = 'callers' | 'gateways' | 'hosts' | 'rules' | 'delegates' | 'destinations' | 'workloads';
const columns: readonly {
  readonly column: Column;
  readonly lane: Lane;
  readonly width: number;
  readonly before: number;
}[] = [
  { column: 'callers', lane: 'callers', width: metrics.width.caller, before: 0 },
  { column: 'gateways', lane: 'hosts', width: metrics.width.gateway, before: 44 },
  { column: 'hosts', lane: 'hosts', width: metrics.width.host, before: 44 },
  { column: 'rules', lane: 'rules', width: metrics.width.rule, before: 48 },
  { column: 'delegates', lane: 'rules', width: metrics.width.rule, before: 60 },
  { column: 'destinations', lane: 'destinations', width: metrics.width.destination, before: 104 },
  { column: 'workloads', lane: 'workloads', width: metrics.width.workload, before: 52 },
];
/** What each layout was computed from. */
const laidOut = new WeakMap<GraphLayout, RoutingGraph>();

const margin = 24;
const ruleGap = 22;
const bandGap = 34;
const cardGap = 16;
/** How far below the first card that leads to it something may stand. */
const reach = 420;

/**
 * Where each card stands: fixed columns by role; rules below one another in the order in which they are asked, hosts beside their rules,
 * everything behind them near what it belongs to. Depends on the graph alone, and little on what an edit leaves alone: weights never move a card.
 * @param previous the layout before; unchanged positions are handed on as the same objects.
 */
export function layoutGraph(graph: RoutingGraph, previous?: GraphLayout): GraphLayout {
  const before = previous && laidOut.get(previous);
  if (before && isSameShape(before, graph)) return previous;
  const layout = computeLayout(graph, previous);
  laidOut.set(layout, graph);
  return layout;
}

function computeLayout(graph: RoutingGraph, previous: GraphLayout | undefined): GraphLayout {
  const sizes = new Map(graph.nodes.map((node) => [node.id, cardSize(node)]));
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const members = groupBy(graph.nodes, columnOf);
  const inColumn = (column: Column) => members.get(column) ?? [];
  const edgesTo = groupBy(graph.edges, (edge) => edge.to);
  const edgesFrom = groupBy(graph.edges, (edge) => edge.from);
  const tops = new Map<string, number>();
  const heightOf = (id: string) => sizes.get(id)?.height ?? 0;

  placeBands(inColumn('hosts'), edgesFrom, nodes, heightOf, tops);
  const anchor = (id: string) => (tops.get(id) ?? 0) + metrics.header / 2;
  /** Where an edge leaves its card. */
  const exit = (edge: GraphEdge) => {
    const from = nodes.get(edge.from);
    const row =
      edge.fromRow !== null && from?.type === 'rule' ? weightRowOffset(from, edge.fromRow) : metrics.header / 2;
    return (tops.get(edge.from) ?? 0) + row;
  };
  const arrange = (column: Column, wish: (node: GraphNode) => number | null, ordered: boolean) => {
    let last = 0;
    const items = inColumn(column).map((node) => {
      const height = heightOf(node.id);
      last = wish(node) ?? last;
      return { id: node.id, height, wish: last - metrics.header / 2 + height / 2 };
    });
    const sorted = ordered ? items : items.toSorted((a, b) => a.wish - a.height / 2 - (b.wish - b.height / 2));
    for (const [id, y] of placeColumn(sorted, cardGap)) tops.set(id, y);
  };
  /** In the middle of what leads here, but in sight of the first of it; default routes, which nobody wrote, only count where nothing else does. */
  const incoming = (kinds: readonly GraphEdge['kind'][]) => (node: GraphNode) => {
    const edges = (edgesTo.get(node.id) ?? []).filter((edge) => kinds.includes(edge.kind));
    const written = edges.filter((edge) => nodes.get(edge.from)?.state !== 'implicit');
    const exits = (written.length > 0 ? written : edges).map(exit);
    const middle = mean(exits);
    return middle === null ? null : Math.min(middle, Math.min(...exits) + reach);
  };
  const firstServed = (node: GraphNode) => {
    const served = (edgesFrom.get(node.id) ?? []).map((edge) => anchor(edge.to));
    return served.length > 0 ? Math.min(...served) : null;
  };

  arrange('delegates', incoming(['delegate', 'else']), true);
  /** Whether a caller asks a host of a gateway without going through it: its line passes where the gateway would stand beside the host. */
  const isPassedBy = (node: GraphNode) =>
    (edgesFrom.get(node.id) ?? []).some(({ to }) =>
      (edgesTo.get(to) ?? []).some(({ from }) => nodes.get(from)?.type === 'caller'),
    );
  const belowThePassing = (node: GraphNode) => {
    const beside = firstServed(node);
    return beside !== null && isPassedBy(node) ? beside + metrics.header + cardGap : beside;
  };

  arrange('gateways', belowThePassing, false);
  arrange('callers', firstServed, false);
  arrange('destinations', incoming(['destination', 'mirror']), false);
  arrange('workloads', incoming(['workload']), false);

  return composed(members, sizes, tops, previous);
}

function columnOf(node: GraphNode): Column {
  if (node.type === 'host') return node.kind === 'gateway' ? 'gateways' : 'hosts';
  if (node.type === 'rule') return node.delegate ? 'delegates' : 'rules';
  return node.lane;
}

/** Hosts with their rules beside them, band below band, in the order of the hosts: of the text. */
function placeBands(
  hosts: readonly GraphNode[],
  edgesFrom: ReadonlyMap<string, readonly GraphEdge[]>,
  nodes: ReadonlyMap<string, GraphNode>,
  heightOf: (id: string) => number,
  tops: Map<string, number>,
): void {
  let hostBottom = -bandGap;
  let ruleBottom = -bandGap;
  for (const host of hosts) {
    const rules = rulesOf(host.id, edgesFrom, nodes).filter((id) => !tops.has(id));
    const shares = rules.length === 0 && (edgesFrom.get(host.id) ?? []).some((edge) => edge.kind === 'rule');
    const start = shares ? hostBottom + cardGap : Math.max(hostBottom, ruleBottom) + bandGap;
    tops.set(host.id, start);
    hostBottom = start + heightOf(host.id);
    let y = start;
    for (const rule of rules) {
      tops.set(rule, y);
      ruleBottom = y + heightOf(rule);
      y = ruleBottom + ruleGap;
    }
  }
}

/** The rules that a host's requests are asked for, in order, without those of delegates. */
function rulesOf(
  host: string,
  edgesFrom: ReadonlyMap<string, readonly GraphEdge[]>,
  nodes: ReadonlyMap<string, GraphNode>,
): string[] {
  const found = new Set<string>();
  for (const entry of edgesFrom.get(host) ?? []) {
    if (entry.kind !== 'rule') continue;
    for (const id of askedAlong(entry, (rule) => edgesFrom.get(rule) ?? [])) {
      const node = nodes.get(id);
      if (node?.type === 'rule' && !node.delegate) found.add(id);
    }
  }
  return [...found];
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function composed(
  members: ReadonlyMap<Column, readonly GraphNode[]>,
  sizes: ReadonlyMap<string, { readonly width: number; readonly height: number }>,
  tops: ReadonlyMap<string, number>,
  previous: GraphLayout | undefined,
): GraphLayout {
  const positions = new Map<string, Placed>();
  const lanes = new Map<Lane, { x: number; width: number }>();
  let x = margin;
  let height = 0;
  for (const { column, lane, width, before } of columns) {
    const cards = members.get(column) ?? [];
    // The second columns of a lane are there only where something stands in them.
    if (cards.length === 0 && (column === 'gateways' || column === 'delegates')) continue;
    if (x > margin) x += before;
    const known = lanes.get(lane);
    lanes.set(lane, known ? { x: known.x, width: x + width - known.x } : { x, width });
    for (const { id } of cards) {
      const size = sizes.get(id) ?? { width, height: 0 };
      const y = (tops.get(id) ?? 0) + margin;
      height = Math.max(height, y + size.height);
      positions.set(id, kept(previous?.positions.get(id), { x, y, width: size.width, height: size.height }));
    }
    x += width;
  }
  return {
    positions,
    lanes: [...lanes].map(([lane, place]) => Object.assign({ lane }, place)),
    width: x + margin,
    height: height + margin,
  };
}

function kept(previous: Placed | undefined, next: Placed): Placed {
  const same =
    previous?.x === next.x && previous.y === next.y && previous.width === next.width && previous.height === next.height;
  return same ? previous : next;
}
