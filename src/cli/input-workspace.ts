import { decode, type Decoded } from '../istio/decode.ts';
import type { Source } from '../istio/source.ts';
import type { Caller, RoutingTest } from '../routetest/route-test.ts';
import { readRoutingTests } from '../routetest/read-routing-tests.ts';
import { importTests } from '../routetest/formats/import-tests.ts';
import { rangeOf } from '../yaml/locate.ts';
import { scalarText } from '../yaml/scalar-text.ts';
import { parseStream, type YamlDocument } from '../yaml/stream.ts';
import type { InputFile } from './read-files.ts';

/** A document, the file it stands in, and where it starts there. */
type PlacedDocument = { readonly file: InputFile; readonly offset: number; readonly document: YamlDocument };

/** Files read as one: what they say about the mesh, and their tests. `documents` are numbered through all files. */
export type InputWorkspace = {
  readonly name: string;
  readonly documents: readonly PlacedDocument[];
  readonly decoded: Decoded;
  readonly tests: readonly RoutingTest[];
};

/** Something wrong with what was read, and where: `file:line`. */
export type PlacedProblem = { readonly place: string; readonly message: string };

/**
 * Reads files as one workspace. Tests in formats of other tools count as well; `from` is their caller, since they name none.
 */
export function openWorkspace(files: readonly InputFile[], from: Caller | null): InputWorkspace {
  const documents = files.flatMap((file) => {
    const stream = parseStream(file.text);
    return stream.documents.map((document, index) => ({ file, offset: stream.offsets[index] ?? 0, document }));
  });
  // Decoding looks at the documents alone; offsets are those of the files.
  const stream = {
    text: '',
    documents: documents.map(({ document }) => document),
    offsets: documents.map(({ offset }) => offset),
  };
  const decoded = decode(stream);
  const own = readRoutingTests(decoded.config.others, (source, of) => scalarText(stream, source, of));
  const foreign = documents.flatMap(
    ({ document, file }, index) =>
      importTests(document.value, { name: file.path, source: { document: index, path: [] }, from }) ?? [],
  );
  const name = files.map(({ path }) => path).join(', ');
  return { name, documents, decoded, tests: [...own, ...foreign] };
}

/** Whether a workspace says anything beside tests. */
export function hasManifests({ decoded }: InputWorkspace): boolean {
  return decoded.objects.some(({ apiVersion }) => !apiVersion.startsWith('signalbox/'));
}

/** Where a source stands, as `file:line`. */
export function placeOf({ documents }: Pick<InputWorkspace, 'documents'>, { document, path }: Source): string {
  const placed = documents[document];
  if (!placed) return 'nowhere';
  return lineOf(placed, rangeInDocument(placed.document, path));
}

/** What of a workspace cannot be read: documents with errors in their syntax, and tests that are none. */
export function unreadable(workspace: InputWorkspace): PlacedProblem[] {
  const syntax = workspace.documents.flatMap((placed) =>
    placed.document.problems
      .filter(({ severity }) => severity === 'error')
      .map(({ message, range }) => ({ place: lineOf(placed, range.start), message })),
  );
  const tests = workspace.tests.flatMap(({ problems }) =>
    problems.map(({ message, source }) => ({ place: placeOf(workspace, source), message })),
  );
  return [...syntax, ...tests];
}

/** Objects that admission refuses, so that they never take effect. */
export function refused(workspace: InputWorkspace): (PlacedProblem & { readonly object: string })[] {
  return workspace.decoded.objects.flatMap(({ kind, namespace, name, refusedBy }) =>
    refusedBy.map(({ message, source }) => ({
      object: `${kind}/${namespace}/${name}`,
      place: placeOf(workspace, source),
      message: `${kind} ${namespace}/${name} takes no effect: ${message}`,
    })),
  );
}

/** The innermost place that exists: a problem may be about something that is missing. */
function rangeInDocument(document: YamlDocument, path: Source['path']): number {
  const range = rangeOf(document, path);
  if (range) return (range.key ?? range.value).start;
  return path.length === 0 ? 0 : rangeInDocument(document, path.slice(0, -1));
}

function lineOf({ file, offset }: PlacedDocument, start: number): string {
  return `${file.path}:${file.text.slice(0, offset + start).split('\n').length}`;
}
