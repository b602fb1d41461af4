import { isMap, isNode, isSeq, visit, type Document } from 'yaml';
import { entriesOf } from './entry.ts';
import { indexOf } from './find-node.ts';
import type { YamlPath } from './yaml-path.ts';

/** An anchor at, above or below `path` that an alias somewhere refers to: who changes one place changes the other. Null where there is none. */
export function sharedAnchor(tree: Document, path: YamlPath): string | null {
  const aliases = new Set<string>();
  visit(tree, { Alias: (_, { source }) => void aliases.add(source) });
  if (aliases.size === 0) return null;
  let shared: string | null = null;
  const look = (node: unknown) => {
    const anchor = isNode(node) && 'anchor' in node ? node.anchor : undefined;
    if (anchor !== undefined && aliases.has(anchor)) shared ??= anchor;
  };
  let node: unknown = tree.contents;
  for (const step of path) {
    look(node);
    if (!isMap(node) && !isSeq(node)) break;
    const entries: ReturnType<typeof entriesOf> = entriesOf(node);
    node = entries?.[indexOf(entries, step, isMap(node))]?.value;
  }
  if (isNode(node)) visit(node, (_, each) => look(each));
  return shared;
}
