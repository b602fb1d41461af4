import {
  weightRowOffset,
  hostLines,
  metrics,
  policyLines,
  ruleSections,
  type RuleSection,
} from '../graph/card-size.ts';
import type { Chip, GraphEdge, GraphLayout, GraphNode, Lane, Placed, RoutingGraph, RuleCard } from '../graph/graph.ts';
import { serviceOfHost } from '../graph/host-name.ts';
import { downwardPath, edgeWidth, sidewaysPath } from './edge-path.ts';
import { percentWords } from './percent-words.ts';
import { edgeEnds } from './route-line.ts';
import { fitted, wrapped, xmlText } from './svg-text.ts';

/** The design tokens that a picture is made of, as values of CSS. */
export type Palette = {
  readonly surface: string;
  readonly card: string;
  readonly well: string;
  readonly line: string;
  readonly text: string;
  readonly quiet: string;
  readonly accent: string;
  readonly route: string;
  readonly warn: string;
  readonly error: string;
};

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
const sans = "Inter, ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif";
const mono = "ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace";
/** Widths of a character at the sizes used, on the wide side. */
const unit = { title: 7.2, small: 6, mono: 6.7 } as const;
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
      return place ? card(node, place, path.has(node.id), palette) : '';
    }),
    ...edges.map((edge) => edgeShare(edge, nodes, layout, palette)),
    '</g>',
    '</svg>',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

type Style = {
  readonly size?: number;
  readonly weight?: number;
  readonly colour?: string;
  readonly font?: string;
  readonly anchor?: string;
};

/** Draws with the colours of a palette. */
function penOf(palette: Palette) {
  return {
    text: (
      x: number,
      y: number,
      content: string,
      { size = 12, weight = 400, colour = palette.text, font, anchor }: Style = {},
    ) =>
      `<text x="${x}" y="${y}" font-size="${size}" fill="${colour}"${weight === 400 ? '' : ` font-weight="${weight}"`}${font ? ` font-family="${xmlText(font)}"` : ''}${anchor ? ` text-anchor="${anchor}"` : ''}>${xmlText(content)}</text>`,
    box: (x: number, y: number, width: number, height: number, fill: string, rest = '') =>
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5" fill="${fill}"${rest}/>`,
  };
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
  nodes: ReadonlyMap<string, GraphNode>,
  layout: GraphLayout,
  palette: Palette,
): string {
  const ends = placedEnds(edge, nodes, layout);
  if (!ends || edge.percent === null || (edge.kind === 'workload' && edge.percent === 100)) return '';
  const words = (edge.kind === 'mirror' ? 'mirror ' : '') + percentWords(edge.percent);
  const width = words.length * 6.6 + 10;
  const x = ends.toX - width - 22;
  const pen = penOf(palette);
  const label = pen.text(x + width / 2, ends.toY + 4, words, { size: 11, weight: 600, anchor: 'middle' });
  return pen.box(x, ends.toY - 9, width, 18, palette.card, ` stroke="${palette.line}"`) + label;
}

function placedEnds(edge: GraphEdge, nodes: ReadonlyMap<string, GraphNode>, { positions }: GraphLayout) {
  const from = nodes.get(edge.from);
  const start = positions.get(edge.from);
  const end = positions.get(edge.to);
  return from && start && end ? edgeEnds(edge, from, start, end) : null;
}

function card(node: GraphNode, { x, y, width, height }: Placed, lit: boolean, palette: Palette): string {
  const border = borderOf(node, lit, palette);
  const dashed = node.state === 'normal' || node.state === 'stale' ? '' : ' stroke-dasharray="5 3"';
  const faded =
    node.state === 'shadowed' || node.state === 'not-for-caller' || node.state === 'refused' ? ' opacity="0.7"' : '';
  return [
    `<g transform="translate(${x} ${y})"${faded}>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${palette.card}" stroke="${border}" stroke-width="${lit ? 2 : 1.2}"${dashed}/>`,
    ...(node.type === 'rule' ? ruleContent(node, width, palette) : plainContent(node, width, palette)),
    '</g>',
  ].join('');
}

function borderOf(node: GraphNode, lit: boolean, { route, error, warn, line }: Palette): string {
  if (node.state === 'ghost' || (node.type === 'rule' && node.rows.some(({ alarm }) => alarm))) return error;
  if (node.state === 'refused' || node.state === 'stale') return warn;
  return lit ? route : line;
}

function plainContent(node: Exclude<GraphNode, RuleCard>, width: number, palette: Palette): string[] {
  const pen = penOf(palette);
  const inner = width - 2 * metrics.padding;
  const { title, lines } = wordsOf(node);
  const note = node.reason && node.state !== 'implicit' ? wrapped(node.reason, inner, unit.small, 3) : [];
  return [
    pen.text(metrics.padding, 22, fitted(title, inner, unit.title), { size: 13, weight: 600 }),
    ...lines.map((line, index) =>
      pen.text(metrics.padding, metrics.header + 11 + index * metrics.line, fitted(line, inner, unit.small), {
        colour: palette.quiet,
      }),
    ),
    ...note.map((line, index) =>
      pen.text(metrics.padding, metrics.header + 13 + lines.length * metrics.line + index * metrics.note, line, {
        size: 11,
        colour: palette.warn,
      }),
    ),
  ];
}

function wordsOf(node: Exclude<GraphNode, RuleCard>): { readonly title: string; readonly lines: readonly string[] } {
  if (node.type === 'host') return { title: node.title, lines: [node.detail, ...hostLines(node)] };
  if (node.type !== 'destination') return { title: node.title, lines: [node.detail] };
  const service = serviceOfHost(node.host);
  const host = service?.name ?? node.host;
  const port = node.port === null ? '' : `:${node.port}`;
  const labels = Object.entries(node.labels).map(([key, value]) => `${key}=${value}`);
  return {
    title: node.subset ?? host,
    lines: [
      node.subset
        ? `${host}${port}${service ? ` · ${service.namespace}` : ''}`
        : `${service?.namespace ?? 'external'}${port}`,
      ...(labels.length > 0 ? [labels.join(', ')] : []),
      ...policyLines(node).map((line) => line.map(({ label }) => label).join(' · ')),
    ],
  };
}

function ruleContent(rule: RuleCard, width: number, palette: Palette): string[] {
  const pen = penOf(palette);
  const inner = width - 2 * metrics.padding;
  const order = String(rule.order ?? '∅');
  const owner = rule.owner && rule.owner.kind !== 'VirtualService' ? rule.owner.kind : null;
  const named = rule.title || (rule.order === null ? '' : 'unnamed');
  const content = [
    pen.box(metrics.padding, 9, 20, 18, palette.well),
    pen.text(metrics.padding + 10, 22, order, { size: 11, weight: 650, anchor: 'middle' }),
    pen.text(40, 22, fitted(owner ? `${named} · ${owner}` : named, inner - 30, unit.title), { size: 13, weight: 600 }),
  ];
  let y: number = metrics.header;
  for (const section of ruleSections(rule)) {
    content.push(...sectionContent(section, rule, y, inner, palette));
    y += section.height;
  }
  return content;
}

function sectionContent(section: RuleSection, rule: RuleCard, y: number, inner: number, palette: Palette): string[] {
  const pen = penOf(palette);
  const x = metrics.padding;
  switch (section.type) {
    case 'everything':
      return [
        pen.text(x, y + 15, rule.order !== null && rule.order > 1 ? 'everything else' : 'everything', {
          colour: palette.quiet,
        }),
      ];
    case 'or':
      return [pen.text(x, y + 10, 'or', { size: 10, colour: palette.quiet })];
    case 'match':
      if (section.lines.length === 0) return [pen.text(x, y + 15, 'anything', { colour: palette.error, weight: 600 })];
      return section.lines.flatMap((line, index) => {
        const words = (index > 0 ? 'and ' : '') + line.map(conditionWords).join(' and ');
        return [
          pen.box(x - 3, y + index * metrics.chip + 1, inner + 6, metrics.chip - 4, palette.well),
          pen.text(x + 2, y + index * metrics.chip + 15, fitted(words, inner - 4, unit.mono), { size: 11, font: mono }),
        ];
      });
    case 'actions':
      return section.lines.map((line, index) =>
        pen.text(
          x,
          y + index * metrics.action + 15,
          fitted(line.map(({ label }) => label).join(' · '), inner, unit.small),
          {
            colour: palette.accent,
          },
        ),
      );
    case 'weightsHead':
      return [
        pen.text(x, y + 16, rule.total === 100 ? 'split' : `split · total ${rule.total}`, {
          size: 11,
          colour: palette.quiet,
        }),
      ];
    case 'weight': {
      const middle = weightRowOffset(rule, section.index) + 4;
      const label = fitted(`to ${section.row.label}`, inner - 60, unit.small);
      if (rule.weights.length === 1) return [pen.text(x, middle, label)];
      const share = percentWords(section.row.percent);
      return [
        pen.text(x, middle, label),
        pen.text(x + inner, middle, share, { weight: 600, anchor: 'end' }),
        pen.box(x, middle + 5, inner, 3, palette.well),
        pen.box(x, middle + 5, Math.round((inner * section.row.percent) / 100), 3, palette.route),
      ];
    }
    case 'note':
      return wrapped(section.text, inner, unit.small, 3).map((line, index) =>
        pen.text(x, y + 14 + index * metrics.note, line, { size: 11, colour: palette.warn }),
      );
  }
}

/** `header end-user = jason`, as the chips say it. */
export function conditionWords({ label, operator, value, negated }: Chip): string {
  const sign = operator === 'exact' ? '= ' : operator === 'is' ? '' : operator;
  const asked =
    operator === 'present'
      ? 'present'
      : `${sign}${operator === 'exact' || operator === 'is' ? '' : ' '}${value || '""'}`;
  return `${negated ? 'not ' : ''}${label} ${asked}`;
}
