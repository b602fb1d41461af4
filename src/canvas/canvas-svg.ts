import { adjacencyOf, type Adjacency } from '../graph/adjacency.ts';
import type { GraphEdge, GraphLayout, GraphNode, Lane, RoutingGraph } from '../graph/graph.ts';
import { cardSvg } from './card-svg.ts';
import { downwardPath, edgeWidth, sidewaysPath } from './edge-path.ts';
import { percentWords } from './percent-words.ts';
import { edgeEnds, mirrorPlace, sharePlace } from './route-line.ts';
import { penOf, sans, unit, type Palette } from './svg-pen.ts';
import { fitted, xmlText } from './svg-text.ts';

export type Picture = {
  readonly graph: RoutingGraph;
  readonly layout: GraphLayout;
  /** Ids of the cards and edges on the way of the request. */
  readonly path: ReadonlySet<string>;
  readonly title: string;
  /** What the picture is about: the request and its answer. */
  readonly caption: string;
  readonly palette: Palette;
  /** Kept in the picture, so that the workspace can be opened from it; null where it would be too large. */
  readonly workspace: string | null;
};

const head = 84;
const laneNames: Readonly<Record<Lane, string>> = {
  callers: 'Callers',
  hosts: 'Hosts and gateways',
  rules: 'Rules, in order',
  destinations: 'Destinations',
  workloads: 'Workloads',
};

/** The canvas as a picture that stands alone: every card in full, every edge with its share. The same input gives the same text. */
export function canvasSvg({ graph, layout, path, title, caption, palette, workspace }: Picture): string {
  const width = Math.max(layout.width, 480);
  const height = layout.height + head;
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const edges = graph.edges.toSorted((a, b) => Number(path.has(a.id)) - Number(path.has(b.id)));
  const pen = penOf(palette);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${xmlText(sans)}">`,
    `<title>${xmlText(title)}</title>`,
    `<desc>${xmlText(caption)}</desc>`,
    workspace === null ? '' : `<metadata id="signalbox">${xmlText(workspace)}</metadata>`,
    arrowheads(palette),
    `<rect width="${width}" height="${height}" fill="${palette.surface}"/>`,
    pen.text(24, 30, fitted(title, width - 48, 9), { size: 17, weight: 650 }),
    pen.text(24, 50, fitted(caption, width - 48, unit.small), { size: 12, colour: palette.quiet }),
    ...layout.lanes.map(({ lane, x }) =>
      pen.text(x, 76, laneNames[lane], { size: 12, weight: 600, colour: palette.quiet }),
    ),
    `<g transform="translate(0 ${head})">`,
    ...edges.map((edge) => edgeLine(edge, nodes, layout, path, palette)),
    ...graph.nodes.map((node) => {
      const place = layout.positions.get(node.id);
      return place ? cardSvg(node, place, path.has(node.id), palette) : '';
    }),
    ...edges.map((edge) => edgeShare(edge, { nodes, adjacency: adjacencyOf(graph) }, layout, palette)),
    '</g>',
    '</svg>',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function arrowheads({ line, route }: Palette): string {
  const head = (id: string, colour: string) =>
    `<marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0,0.5 L7.5,4 L0,7.5 Z" fill="${colour}"/></marker>`;
  return `<defs>${head('way', route)}${head('edge', line)}</defs>`;
}

function edgeLine(
  edge: GraphEdge,
  nodes: ReadonlyMap<string, GraphNode>,
  layout: GraphLayout,
  path: ReadonlySet<string>,
  palette: Palette,
): string {
  const ends = placedEnds(edge, nodes, layout);
  if (!ends) return '';
  const lit = path.has(edge.id);
  const d = (edge.kind === 'else' ? downwardPath : sidewaysPath)(ends.fromX, ends.fromY, ends.toX, ends.toY);
  const dashed =
    edge.kind === 'mirror' || edge.kind === 'else' || edge.state !== 'normal' ? ' stroke-dasharray="5 4"' : '';
  const width = edge.kind === 'destination' ? edgeWidth(edge.percent) : 1.5;
  return `<path d="${d}" fill="none" stroke="${lit ? palette.route : palette.line}" stroke-width="${lit ? Math.max(2.5, width) : width}"${dashed} marker-end="url(#${lit ? 'way' : 'edge'})"/>`;
}

function edgeShare(
  edge: GraphEdge,
  { nodes, adjacency }: { readonly nodes: ReadonlyMap<string, GraphNode>; readonly adjacency: Adjacency },
  layout: GraphLayout,
  palette: Palette,
): string {
  const ends = placedEnds(edge, nodes, layout);
  if (!ends || edge.percent === null || (edge.kind === 'workload' && edge.percent === 100)) return '';
  const words = (edge.kind === 'mirror' ? 'mirror ' : '') + percentWords(edge.percent);
  const width = words.length * 6.6 + 10;
  const { x: at, y, anchor } = sharePlace(edge, ends, mirrorPlace(edge, adjacency));
  const x = anchor === 'middle' ? at - width / 2 : at;
  const pen = penOf(palette);
  const label = pen.text(x + width / 2, y + 4, words, { size: 11, weight: 600, anchor: 'middle' });
  return pen.box(x, y - 9, width, 18, palette.card, ` stroke="${palette.line}"`) + label;
}

function placedEnds(edge: GraphEdge, nodes: ReadonlyMap<string, GraphNode>, { positions }: GraphLayout) {
  const from = nodes.get(edge.from);
  const start = positions.get(edge.from);
  const end = positions.get(edge.to);
  return from && start && end ? edgeEnds(edge, from, start, end) : null;
}
