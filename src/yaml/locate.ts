import type { YamlDocument, YamlStream } from './stream.ts';
import type { Range } from './text-edit.ts';
import type { YamlPath } from './yaml-path.ts';

/** Where a node stands, counted from the start of the document's source. `key` is null for items and the root; `extent` is the whole lines it owns. */
export type NodeRange = { readonly key: Range | null; readonly value: Range; readonly extent: Range };

/** The ranges of the node at `path`, or null where the document has none. */
export declare function rangeOf(document: YamlDocument, path: YamlPath): NodeRange | null;

/** The path of the innermost node that holds `offset` (from the document's start); [] where none does. Works in broken documents as far as they parse. */
export declare function pathAt(document: YamlDocument, offset: number): YamlPath;

/** The document that holds `offset` of the whole text. */
export declare function documentAt(stream: YamlStream, offset: number): number;
