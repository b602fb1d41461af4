import type { Document } from 'yaml';
import { forgetNodes, keepNodes, parseNodes } from './document-nodes.ts';
import type { DocumentParts } from './document-parts.ts';
import { kubernetesValue } from './kubernetes-value.ts';
import { readInParts } from './read-in-parts.ts';
import { recentDocument } from './recent-documents.ts';
import { splitDocuments } from './split-documents.ts';
import type { Range } from './text-edit.ts';
import { unknownAlias, yamlProblems } from './yaml-problems.ts';

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
  /** How a long document was read: item by item of its longest sequence. Null: as a whole. */
  readonly parts: DocumentParts | null;
};

export type YamlStream = {
  readonly text: string;
  readonly documents: readonly YamlDocument[];
  /** Where each document's source starts in `text`. */
  readonly offsets: readonly number[];
};

/** From how many characters on a document is read in parts: below, reading it as a whole takes less than a millisecond or two. */
const LONG = 8000;

/** Splits and parses `text`; documents and parts of documents whose text stands in `previous` are taken from there. Never throws. */
export function parseStream(text: string, previous?: YamlStream): YamlStream {
  if (previous && previous.text === text) return previous;
  const known = knownDocuments(previous?.documents ?? []);
  const read = new Map<string, YamlDocument>();
  const offsets: number[] = [];
  let offset = 0;
  const documents = splitDocuments(text).map((source, index) => {
    offsets.push(offset);
    offset += source.length;
    const there = previous?.documents[index];
    if (there?.source === source) return there;
    const document = read.get(source) ?? known(source) ?? recentDocument(source, () => parseOne(source, known));
    read.set(source, document);
    // Where nothing was before, nothing is edited yet.
    if (!previous) forgetNodes(document);
    return document;
  });
  return { text, documents, offsets };
}

/** Finds a document or a part of one by its text. */
type KnownDocuments = (source: string) => YamlDocument | undefined;

/** So many documents are looked for one by one, at most: a keystroke changes one, and a table of thousands is not made for that. */
const FEW = 3;

function knownDocuments(documents: readonly YamlDocument[]): KnownDocuments {
  let table: Map<string, YamlDocument> | null = null;
  let asked = 0;
  return (source) => {
    if (++asked <= FEW && documents.every(({ parts }) => !parts))
      return documents.find((document) => document.source === source);
    if (!table) {
      table = new Map();
      for (const document of documents) remember(table, document);
    }
    return table.get(source);
  };
}

function remember(known: Map<string, YamlDocument>, document: YamlDocument): void {
  known.set(document.source, document);
  for (const part of document.parts?.items ?? []) remember(known, part);
  if (document.parts) remember(known, document.parts.rest);
}

function parseOne(source: string, known: KnownDocuments): YamlDocument {
  // No line begins with anything but a comment.
  const isEmpty = !/^[^\S\n]*[^\s#]/m.test(source.replace(/^---(?=\s|$)/, ''));
  const file = sourceComment(source);
  if (isEmpty) return { source, value: null, problems: [], isEmpty, file, parts: null };
  const inParts = source.length < LONG ? null : readInParts(source, (part) => known(part) ?? parseOne(part, known));
  return inParts ? { source, isEmpty, file, ...inParts } : parseWhole(source, file);
}

function parseWhole(source: string, file: string | null): YamlDocument {
  const tree = parseNodes(source);
  const problems = yamlProblems(source, tree);
  const readable = problems.every(({ severity }) => severity !== 'error');
  const { value, problems: unfolding } = readable ? readValue(source, tree) : { value: null, problems: [] };
  const document = {
    source,
    value,
    problems: [...problems, ...unfolding],
    isEmpty: false,
    file,
    parts: null,
  };
  keepNodes(document, tree);
  return document;
}

function readValue(source: string, tree: Document): { value: unknown; problems: YamlProblem[] } {
  try {
    const { value, unknownAliases } = kubernetesValue(tree);
    return { value, problems: unknownAliases.map(unknownAlias) };
  } catch {
    const message = 'The aliases of this document unfold to more values than anyone can mean.';
    const problem = {
      code: 'yaml.aliases',
      severity: 'error' as const,
      message,
      range: { start: 0, end: source.length },
    };
    return { value: null, problems: [problem] };
  }
}

/** `# Source: path` before the first content. */
function sourceComment(source: string): string | null {
  const head = /^(?:---[ \t]*(?:#.*)?)?(?:[ \t]*\r?\n|#.*\r?\n)*?# Source: (\S.*?)[ \t]*(?:\r?\n|$)/.exec(source);
  return head?.[1] ?? null;
}
