import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Alias,
  type Document,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { readPlainScalar } from './kubernetes-scalar.ts';

/** More nodes than this, aliases unfolded, and a document is taken for an attack on the reader. */
const MAX_NODES = 2_000_000;

/** A document that unfolds to more nodes than anyone means. */
class TooManyAliases extends Error {}

/** A document's value, and the aliases that stand for nothing: null where it has any, for then the API server reads none of it. */
export type KubernetesValue = { readonly value: unknown; readonly unknownAliases: readonly Alias[] };

/**
 * The document's value as the API server reads it: scalars by go-yaml's rules, merge keys applied in the order of the text, the last of equal keys
 * wins, keys are strings. Throws `TooManyAliases`, nothing else.
 */
export function kubernetesValue(document: Document): KubernetesValue {
  const reader = new Reader();
  const value = document.contents ? reader.read(document.contents) : null;
  const { unknownAliases } = reader;
  return { value: unknownAliases.length > 0 ? null : value, unknownAliases };
}

class Reader {
  readonly anchors = new Map<string, { value: unknown; nodes: number }>();
  readonly unknownAliases: Alias[] = [];
  nodes = 0;

  read(node: unknown): unknown {
    if (++this.nodes > MAX_NODES) throw new TooManyAliases();
    if (isAlias(node)) return this.readAlias(node);
    const before = this.nodes;
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    // From here on the name means this value, which cannot hold itself.
    if (anchor) this.anchors.delete(anchor);
    const value = this.readOwn(node);
    if (anchor) this.anchors.set(anchor, { value, nodes: this.nodes - before });
    return value;
  }

  readAlias(alias: Alias): unknown {
    const known = this.anchors.get(alias.source);
    if (!known) this.unknownAliases.push(alias);
    this.nodes += known?.nodes ?? 0;
    return known?.value ?? null;
  }

  readOwn(node: unknown): unknown {
    if (isScalar(node)) return scalarValue(node);
    if (isMap(node)) return this.readMap(node);
    if (isSeq(node)) return this.readSeq(node);
    return null;
  }

  readSeq(node: YAMLSeq): unknown {
    return Object.freeze(node.items.map((item) => (isPair(item) ? this.readPairs([item]) : this.read(item))));
  }

  readMap(node: YAMLMap): unknown {
    return this.readPairs(node.items);
  }

  readPairs(pairs: readonly Pair[]): unknown {
    const object: Record<string, unknown> = {};
    for (const { key, value } of pairs) {
      if (isScalar(key) && key.anchor) this.read(key);
      if (isMergeKey(key)) for (const source of mergeSources(this.read(value))) Object.assign(object, source);
      else put(object, keyName(key), this.read(value));
    }
    return Object.freeze(object);
  }
}

/** The name that a mapping's key has in JSON: `yes:` is "true", `8080:` is "8080". */
export function keyName(key: unknown): string {
  const value = isScalar(key) ? scalarValue(key) : isNode(key) ? key.toString() : key;
  return String(value);
}

/** A key named `__proto__` is a key like any other. */
function put(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

/** Whether a mapping's key is `<<`, which merges other mappings in; in quotes it is a key like any other. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.source === '<<' && key.type === 'PLAIN';
}

/** Of several merged mappings the earlier ones win, so they come last. */
function mergeSources(value: unknown): object[] {
  const sources = Array.isArray(value) ? value.toReversed() : [value];
  return sources.filter(
    (source): source is object => typeof source === 'object' && source !== null && !Array.isArray(source),
  );
}

/** The value of one scalar node; an explicit tag of YAML's own decides, a quoted scalar is a string, a plain one is read by go-yaml's table. */
export function scalarValue(node: Scalar): unknown {
  const text = node.source ?? '';
  const tag = node.tag;
  if (tag?.startsWith('tag:yaml.org,2002:')) return tagged(tag.slice('tag:yaml.org,2002:'.length), text);
  return node.type === 'PLAIN' || node.type === undefined ? readPlainScalar(text) : text;
}

function tagged(type: string, text: string): unknown {
  if (type === 'str' || type === 'timestamp') return text;
  if (type === 'binary') return text.replaceAll(/\s/g, '');
  if (type === 'float') return Number(readPlainScalar(text));
  return readPlainScalar(text);
}
