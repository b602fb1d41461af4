import { isMap, isNode, isPair, type CST, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { keyName } from './kubernetes-value.ts';

export type Collection = YAMLMap | YAMLSeq;

/** One pair of a mapping or item of a sequence, as it stands in the text. */
export type Entry = {
  /** Its first character: the dash, the `?`, or the key with what is tied to it (anchor, tag). */
  readonly start: number;
  /** Behind the last character that belongs to it, comments and blank space not counted. */
  readonly end: number;
  /** Behind the last of dash, colon, anchor and tag: where its value goes. Null where it has none of them (`[a]`, `{a}`, `? a`). */
  readonly head: number | null;
  /** The comma that follows it in a flow collection. */
  readonly comma: number | null;
  /** The key's name as paths have it; null for items. */
  readonly name: string | null;
  readonly key: Node | null;
  /** Null for an empty value, of which the text has no character. */
  readonly value: Node | null;
};

const entries = new WeakMap<Collection, readonly Entry[] | null>();

/** The entries of a collection in the order of the text; null where the text has no such collection of its own (`[a: 1]`, a key alone). */
export function entriesOf(collection: Collection): readonly Entry[] | null {
  let known = entries.get(collection);
  if (known === undefined) entries.set(collection, (known = readEntries(collection)));
  return known;
}

function readEntries(collection: Collection): readonly Entry[] | null {
  const token = collection.srcToken;
  if (token?.type !== 'block-map' && token?.type !== 'block-seq' && token?.type !== 'flow-collection') return null;
  const all: readonly CST.CollectionItem[] = token.items;
  const items = all.filter((item) => holdsContent(item, token.type));
  if (items.length !== collection.items.length) return null;
  return collection.items.map((node, index) => entryOf(node, items[index], all, isMap(collection)));
}

/** The parser keeps comments and commas after the last entry as an item without content. */
function holdsContent(item: CST.CollectionItem, type: string): boolean {
  if (item.key !== undefined || item.value !== undefined || item.sep !== undefined) return true;
  return item.start.some(({ type: part }) =>
    type === 'block-seq' ? part === 'seq-item-ind' : part === 'anchor' || part === 'tag' || part === 'explicit-key-ind',
  );
}

function entryOf(
  node: unknown,
  item: CST.CollectionItem | undefined,
  all: readonly CST.CollectionItem[],
  inMap: boolean,
): Entry {
  const { start = [], key: keyToken, sep, value: valueToken } = item ?? {};
  const pair = isPair(node) ? node : null;
  const key = pair && isNode(pair.key) ? pair.key : null;
  const value = isWritten(pair ? pair.value : node) ? (pair ? pair.value : node) : null;
  const opening = start.find(isBinding);
  const first = opening?.offset ?? keyToken?.offset ?? sep?.find(isBinding)?.offset ?? valueToken?.offset ?? 0;
  const head = (inMap ? sep : start)?.findLast(isBinding);
  const next = item && all[all.indexOf(item) + 1];
  return {
    start: first,
    end: itemEnd(item) ?? first,
    head: head ? head.offset + head.source.length : null,
    comma: next?.start.find(({ type }) => type === 'comma')?.offset ?? null,
    name: pair ? keyName(pair.key) : null,
    key,
    value: isNode(value) ? value : null,
  };
}

/** A node that has characters of its own; an empty value is a node without any. */
function isWritten(node: unknown): boolean {
  return isNode(node) && !!node.range && node.range[1] > node.range[0];
}

/** Tokens that tie what follows to what stands before: everything but space, comments, commas. */
function isBinding({ type }: CST.SourceToken): boolean {
  return (
    type === 'seq-item-ind' ||
    type === 'map-value-ind' ||
    type === 'explicit-key-ind' ||
    type === 'anchor' ||
    type === 'tag'
  );
}

function itemEnd(item: CST.CollectionItem | undefined): number | null {
  if (!item) return null;
  const head = item.sep?.findLast(isBinding);
  const opening = item.start.findLast(isBinding);
  return (
    (item.value && contentEnd(item.value)) ??
    (head ? head.offset + head.source.length : null) ??
    (item.key && contentEnd(item.key)) ??
    (opening ? opening.offset + opening.source.length : null)
  );
}

/** Behind the last character of a token's content. What follows it on the line, and comments and blank lines after it, are not counted. */
export function contentEnd(token: CST.Token): number | null {
  switch (token.type) {
    case 'block-map':
    case 'block-seq':
      return token.items.reduce<number | null>((end, item) => itemEnd(item) ?? end, null);
    case 'flow-collection': {
      const close = token.end.find(({ type }) => type === 'flow-map-end' || type === 'flow-seq-end');
      return close ? close.offset + close.source.length : null;
    }
    case 'block-scalar':
      return blockScalarEnd(token);
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
    case 'alias':
      return token.offset + token.source.length;
    default:
      return null;
  }
}

/** Blank lines at the end of a block scalar are its content only where it keeps them (`|+`). The last line break is never counted. */
function blockScalarEnd(token: CST.BlockScalar): number {
  const props = token.props.reduce(
    (end, part) => ('source' in part ? Math.max(end, part.offset + part.source.length) : end),
    token.offset,
  );
  const keeps = token.props.some((part) => part.type === 'block-scalar-header' && part.source.includes('+'));
  const content = keeps ? token.source.replace(/\r?\n$/, '') : token.source.replace(/\s+$/, '');
  if (content !== '') return props + content.length;
  const header = token.props.find((part) => part.type === 'block-scalar-header');
  return header && 'source' in header ? header.offset + header.source.length : props;
}
