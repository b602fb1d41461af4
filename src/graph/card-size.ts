import type { Action, Chip, DestinationCard, GraphNode, HostCard, MatchRow, RuleCard, WeightRow } from './graph.ts';

/**
 * The sizes that layout and cards agree on, in canvas units. Sizes follow from content alone, so that a card stands where it belongs
 * before it is ever drawn. Text widths are estimates on the wide side; what is wider is cut with an ellipsis.
 */
export const metrics = {
  width: { caller: 142, gateway: 178, host: 178, rule: 304, destination: 184, workload: 152 },
  padding: 10,
  header: 34,
  line: 18,
  chip: 24,
  or: 14,
  action: 24,
  weightsHead: 24,
  weight: 26,
  note: 15,
  button: 30,
  gap: 6,
  bottom: 8,
} as const;

const sansWidth = 5.9;
const monoWidth = 6.7;
const chipFrame = 14;
const joinerWidth = 28;
const gapWidth = 4;
/** The button behind a match entry that adds a condition. */
const adderWidth = 18;
const maxNoteLines = 3;
const maxLines = 4;

/** The parts of a rule's card from top to bottom, each with its height; the card draws exactly these. */
export type RuleSection =
  | { readonly type: 'everything'; readonly height: number }
  | { readonly type: 'or'; readonly height: number }
  | {
      readonly type: 'match';
      readonly height: number;
      readonly row: MatchRow;
      readonly lines: readonly (readonly Chip[])[];
    }
  | { readonly type: 'actions'; readonly height: number; readonly lines: readonly (readonly Action[])[] }
  | { readonly type: 'weightsHead'; readonly height: number }
  | { readonly type: 'weight'; readonly height: number; readonly row: WeightRow; readonly index: number }
  | { readonly type: 'note'; readonly height: number; readonly text: string };

/** The sections of a rule's card below its header. */
export function ruleSections(rule: RuleCard): RuleSection[] {
  const inner = metrics.width.rule - 2 * metrics.padding;
  const sections: RuleSection[] = [];
  // What an implicit rule is, its title says; why, a tooltip.
  const isWritten = rule.state !== 'implicit' && rule.state !== 'ghost';
  if (rule.rows.length === 0 && isWritten) sections.push({ type: 'everything', height: metrics.chip });
  rule.rows.forEach((row, index) => {
    if (index > 0) sections.push({ type: 'or', height: metrics.or });
    const lines = packed(row.chips, inner - adderWidth, chipWidth, joinerWidth);
    sections.push({ type: 'match', height: Math.max(1, lines.length) * metrics.chip, row, lines });
  });
  if (rule.actions.length > 0) {
    const lines = packed(rule.actions, inner, actionWidth, gapWidth);
    sections.push({ type: 'actions', height: lines.length * metrics.action + metrics.gap, lines });
  }
  if (rule.weights.length > 1) sections.push({ type: 'weightsHead', height: metrics.weightsHead });
  rule.weights.forEach((row, index) => sections.push({ type: 'weight', height: metrics.weight, row, index }));
  if (rule.reason && rule.state !== 'implicit') sections.push(note(rule.reason, inner));
  return sections;
}

/** How far below the top of a rule's card the middle of its row of weights stands. */
export function weightRowOffset(rule: RuleCard, index: number): number {
  let y: number = metrics.header;
  for (const section of ruleSections(rule)) {
    if (section.type === 'weight' && section.index === index) return y + section.height / 2;
    y += section.height;
  }
  return metrics.header / 2;
}

/** The lines of a host's or gateway's card that fit; the last one counts the rest. */
export function hostLines(card: HostCard): readonly string[] {
  if (card.lines.length <= maxLines) return card.lines;
  return [...card.lines.slice(0, maxLines - 1), `and ${card.lines.length - maxLines + 1} more`];
}

/** Policies that stand side by side, or one whose words need lines of their own. */
export type PolicyLine = {
  readonly policies: DestinationCard['policies'];
  /** What it says, line by line. */
  readonly words: readonly string[];
  readonly height: number;
};

/** A destination's policies as lines of words that fit side by side. */
export function policyLines(card: DestinationCard): readonly PolicyLine[] {
  const inner = metrics.width.destination - 2 * metrics.padding;
  const lines = packed(card.policies, inner, ({ label }) => label.length * sansWidth + chipFrame, gapWidth);
  return lines.map((policies) => {
    const words = wordLines(policies.map(({ label }) => label).join(' · '), (inner - chipFrame) / sansWidth);
    const rows = policies.length === 1 ? words : [words.join(' ')];
    return { policies, words: rows, height: metrics.action + (rows.length - 1) * metrics.line };
  });
}

/** Whole words in lines of at most so many characters; a longer word has a line for itself. */
function wordLines(text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= room) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export type CardSize = { readonly width: number; readonly height: number };
const knownSizes = new WeakMap<GraphNode, CardSize>();

/** Width and height of a card. */
export function cardSize(node: GraphNode): CardSize {
  let size = knownSizes.get(node);
  if (!size) {
    const width = cardWidth(node);
    const hasNote = node.reason !== null && node.type !== 'rule';
    const reason = hasNote ? noteHeight(node.reason, width - 2 * metrics.padding) : 0;
    size = { width, height: contentHeight(node) + reason };
    knownSizes.set(node, size);
  }
  return size;
}

function cardWidth(node: GraphNode): number {
  if (node.type === 'host') return metrics.width[node.kind];
  return metrics.width[node.type];
}

function contentHeight(node: GraphNode): number {
  const { header, line, bottom, button } = metrics;
  switch (node.type) {
    case 'rule':
      return ruleSections(node).reduce((height, section) => height + section.height, header + bottom);
    case 'host': {
      const create = node.kind === 'gateway' && node.state === 'ghost' ? button : 0;
      return header + line * (1 + hostLines(node).length) + create + bottom;
    }
    case 'destination': {
      const labels = Object.keys(node.labels).length > 0 ? line : 0;
      const create = node.missing === 'host' || node.missing === 'subset' ? button : 0;
      return (
        header + line + labels + policyLines(node).reduce((height, one) => height + one.height, 0) + create + bottom
      );
    }
    case 'caller':
    case 'workload':
      return header + line + bottom;
  }
}

function note(text: string, width: number): RuleSection {
  return { type: 'note', height: noteHeight(text, width), text };
}

function noteHeight(text: string, width: number): number {
  const lines = Math.ceil((text.length * sansWidth) / width);
  return Math.min(maxNoteLines, lines) * metrics.note + metrics.gap;
}

function chipWidth({ label, operator, value, negated }: Chip): number {
  const sign = operator === 'exact' || operator === 'is' ? 10 : operator.length * sansWidth + gapWidth;
  const not = negated ? 24 : 0;
  return chipFrame + not + label.length * sansWidth + sign + value.length * monoWidth + gapWidth;
}

function actionWidth({ label }: Action): number {
  return chipFrame + 18 + label.length * sansWidth;
}

/** Items in lines, each as many as fit; an item that is wider than a line has it for itself. */
function packed<Item>(
  items: readonly Item[],
  width: number,
  widthOf: (item: Item) => number,
  between: number,
): Item[][] {
  const lines: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const needed = widthOf(item);
    const line = lines.at(-1);
    if (line && needed + between <= room) {
      line.push(item);
      room -= needed + between;
    } else {
      lines.push([item]);
      room = width - needed;
    }
  }
  return lines;
}
