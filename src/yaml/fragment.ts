import { Document, isCollection, isMap, isSeq, visit, type Node, type Scalar } from 'yaml';
import { parseNodes } from './document-nodes.ts';
import type { DocumentStyle } from './document-style.ts';
import { isPlainString } from './kubernetes-scalar.ts';
import { lineNumbers } from './line-numbers.ts';

/** A style for a text of which nothing is known. */
export const plainStyle: DocumentStyle = {
  indent: 2,
  indentsSequences: false,
  padsMappings: false,
  padsSequences: false,
  singleQuotes: false,
  newline: '\n',
  isJson: false,
};

/** How a string is quoted: as a scalar node's `type` says. */
export type ScalarType = Scalar.Type;

/** A value as lines of block YAML from column 0. Scalars and empty collections are one line; a mapping's or sequence's lines are its entries. */
export function blockLines(value: unknown, style: DocumentStyle): string[] {
  const text = render(value, style, { inFlow: false, isOneLine: false, type: undefined }).trimEnd();
  return style.indentsSequences || style.indent === 2 ? text.split('\n') : withLevelSequences(text, style.indent);
}

/**
 * A value as block lines, written as `like` is, a value of its kind that stands beside it: what is in brackets there, key by key, is in brackets on one line
 * here.
 */
export function linesLike(like: Node | null, value: unknown, style: DocumentStyle): string[] {
  if (!isFilled(value)) return blockLines(value, style);
  if (isCollection(like) && like.flow) return [flowText(value, style)];
  if (!isMap(like) || Array.isArray(value)) return blockLines(value, style);
  return Object.entries(value).flatMap(([key, part]) => {
    if (part === undefined) return [];
    const beside = like.get(key, true) ?? null;
    const name = `${scalarText(key, style, undefined, false)}:`;
    if (isFilled(part) && isCollection(beside) && beside.flow) return [`${name} ${flowText(part, style)}`];
    if (!isFilled(part) || !isMap(beside) || Array.isArray(part)) return blockLines({ [key]: part }, style);
    const step = ' '.repeat(style.indent);
    return [name, ...linesLike(beside, part, style).map((line) => (line === '' ? line : step + line))];
  });
}

function isFilled(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => part !== undefined);
}

/** The stringifier makes sequences level with their key only where a step is as wide as a dash: else they stand in by what is left of it, in every line. */
function withLevelSequences(text: string, indent: number): string[] {
  const extra = indent > 2 ? indent - 2 : indent;
  const lines = text.split('\n');
  const surplus = lines.map(() => 0);
  const lineOf = lineNumbers(text);
  visit(parseNodes(text), {
    Pair: (_, { value }) => {
      if (!isSeq(value) || value.flow || !value.range) return;
      const [start, end] = value.range;
      for (let row = lineOf(start) - 1; row < lineOf(end - 1); row++) surplus[row] = (surplus[row] ?? 0) + extra;
    },
  });
  return lines.map((line, row) => line.slice(Math.min(surplus[row] ?? 0, line.search(/[^ ]|$/))));
}

/** A value on one line, as it can stand in `{ }` and `[ ]` too. */
export function flowText(value: unknown, style: DocumentStyle): string {
  if (style.isJson) return JSON.stringify(value) ?? 'null';
  if (typeof value !== 'object' || value === null) return scalarText(value, style, undefined, true);
  if (Array.isArray(value)) {
    const items = value.map((item) => flowText(item, style));
    return bracketed('[', items, ']', style.padsSequences);
  }
  const pairs = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${scalarText(key, style, undefined, true)}: ${flowText(item, style)}`);
  return bracketed('{', pairs, '}', style.padsMappings);
}

/** Parts in brackets of one line; `isPadded`: with a space inside of them. */
export function bracketed(open: string, parts: readonly string[], close: string, isPadded: boolean): string {
  const pad = isPadded && parts.length > 0 ? ' ' : '';
  return open + pad + parts.join(', ') + pad + close;
}

/** One scalar on one line, in the style `type` where that can hold it. Not for block scalars. */
export function scalarText(
  value: unknown,
  style: DocumentStyle,
  type: ScalarType | undefined,
  inFlow: boolean,
): string {
  if (style.isJson) return JSON.stringify(value) ?? 'null';
  return render(value, style, { inFlow, isOneLine: true, type }).trimEnd();
}

type Rendering = { inFlow: boolean; isOneLine: boolean; type: ScalarType | undefined };

function render(value: unknown, style: DocumentStyle, { inFlow, isOneLine, type }: Rendering): string {
  // What YAML 1.1 would not read as a string is quoted, too: `compat`.
  const document = new Document(value ?? null, {
    compat: 'yaml-1.1',
    aliasDuplicateObjects: false,
    keepUndefined: false,
  });
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value !== 'string') return;
      const isBroken = node.value.includes('\n');
      if (needsEscapes(node.value) || (isBroken && isOneLine)) node.type = 'QUOTE_DOUBLE';
      else if (isBroken) return;
      else if (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') node.type = type;
      else if (!isPlainEverywhere(node.value, inFlow)) node.type = style.singleQuotes ? 'QUOTE_SINGLE' : 'QUOTE_DOUBLE';
    },
  });
  const text = document.toString({
    indent: style.indent,
    indentSeq: style.indentsSequences,
    singleQuote: style.singleQuotes || null,
    blockQuote: 'literal',
    doubleQuotedMinMultiLineLength: Infinity,
    lineWidth: 0,
  });
  return text.replaceAll(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Line breaks to YAML 1.1, or invisible: only an escape carries them safely. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

function needsEscapes(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/.test(text);
}

/** Whether readers of every version of YAML take the plain text for that very string. */
function isPlainEverywhere(text: string, inFlow: boolean): boolean {
  if (!isPlainString(text) || text === '<<' || text === '=') return false;
  // Inside brackets the API server's reader is stricter than YAML.
  return !inFlow || !/[?:,[\]{}#&*!|>'"%@`]/.test(text);
}
