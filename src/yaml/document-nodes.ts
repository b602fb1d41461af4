import { parseDocument, type Document } from 'yaml';
import type { YamlDocument } from './stream.ts';

const nodes = new WeakMap<YamlDocument, Document>();

/**
 * The syntax tree of a document's source: `failsafe`, so that every scalar is its text and Kubernetes' reading stays ours (kubernetes-scalar.ts).
 * Duplicate keys are kept, as the API server's reader keeps them.
 */
export function parseNodes(source: string): Document {
  return parseDocument(source, {
    schema: 'failsafe',
    keepSourceTokens: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    stringKeys: false,
  });
}

/** The syntax tree of a document of a stream; parsed once. */
export function nodesOf(document: YamlDocument): Document {
  let tree = nodes.get(document);
  if (!tree) nodes.set(document, (tree = parseNodes(document.source)));
  return tree;
}

/** Lets a tree go until somebody asks for it again: thousands of documents that are only read would weigh on memory with theirs. */
export function forgetNodes(document: YamlDocument): void {
  nodes.delete(document);
}

/** Hands the tree that was parsed to make `document` to those who will ask for it. */
export function keepNodes(document: YamlDocument, tree: Document): void {
  nodes.set(document, tree);
}
