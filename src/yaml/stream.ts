import type { Range } from './text-edit.ts';

/** What a reader must know about a document's text. `range` counts from the start of the document's own text. */
export type YamlProblem = {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly range: Range;
};

/**
 * One document of the stream. Its identity is its text: while the text of a document stays the same, `parseStream`
 * hands out the same object, wherever the document moves, so everything derived from it can be kept.
 */
export type YamlDocument = {
  /** The document's exact text. The sources of all documents, joined, are the whole text (a marker belongs to the document it opens). */
  readonly source: string;
  /** The value as Kubernetes reads it (checks.md Part B), or null for an empty or unreadable document. Frozen; do not change it. */
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
  /** Nothing but comments and blank space. */
  readonly isEmpty: boolean;
  /** The path named by a `# Source: path` line at the document's head, as `helm template` prints it. */
  readonly file: string | null;
};

export type YamlStream = {
  readonly text: string;
  readonly documents: readonly YamlDocument[];
  /** Where each document's source starts in `text`. */
  readonly offsets: readonly number[];
};

/** Splits and parses `text`; documents whose text stands in `previous` are taken from there. Never throws. */
export declare function parseStream(text: string, previous?: YamlStream): YamlStream;
