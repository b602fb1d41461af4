/** Values by text prefix. A walk along a text meets the values of all prefixes of the text. */
export type PrefixTrie<Value> = { value: Value | null; readonly children: Map<number, PrefixTrie<Value>> };

/** An empty trie. */
export function prefixTrie<Value>(): PrefixTrie<Value> {
  return { value: null, children: new Map() };
}

/** The value at a prefix, made where there is none yet. */
export function trieValue<Value>(trie: PrefixTrie<Value>, prefix: string, make: () => Value): Value {
  let node = trie;
  for (let position = 0; position < prefix.length; position++) {
    const code = prefix.charCodeAt(position);
    let next = node.children.get(code);
    if (!next) {
      next = prefixTrie();
      node.children.set(code, next);
    }
    node = next;
  }
  return (node.value ??= make());
}

/** Visits the values of all prefixes of a text, the shortest first. */
export function visitPrefixes<Value>(trie: PrefixTrie<Value>, text: string, visit: (value: Value) => void): void {
  if (trie.value !== null) visit(trie.value);
  visitFrom(trie, text, 0, visit);
}

/** Visits the values of everything that stands somewhere in a text, at each place where it does; that of the empty text once. */
export function visitInside<Value>(trie: PrefixTrie<Value>, text: string, visit: (value: Value) => void): void {
  if (trie.value !== null) visit(trie.value);
  for (let start = 0; start < text.length; start++) visitFrom(trie, text, start, visit);
}

function visitFrom<Value>(trie: PrefixTrie<Value>, text: string, start: number, visit: (value: Value) => void): void {
  let node = trie.children.get(text.charCodeAt(start));
  for (let position = start + 1; node; position++) {
    if (node.value !== null) visit(node.value);
    node = position < text.length ? node.children.get(text.charCodeAt(position)) : undefined;
  }
}
