import {
  weightRowOffset,
  hostLines,
  metrics,
  policyLines,
  ruleSections,
  type RuleSection,
} from '../graph/card-size.ts';
import type { Chip, GraphNode, Placed, RuleCard } from '../graph/graph.ts';
import { destinationWords } from '../graph/destination-words.ts';
import { percentWords } from './percent-words.ts';
import { mono, penOf, unit, type Palette } from './svg-pen.ts';
import { fitted, wrapped } from './svg-text.ts';

/** A card as the canvas draws it from near, without what can be pressed. */
export function cardSvg(node: GraphNode, { x, y, width, height }: Placed, lit: boolean, palette: Palette): string {
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
  const { title, place } = destinationWords(node);
  const labels = Object.entries(node.labels).map(([key, value]) => `${key}=${value}`);
  return {
    title,
    lines: [
      place,
      ...(labels.length > 0 ? [labels.join(', ')] : []),
      ...policyLines(node).flatMap(({ words }) => words),
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
