import { decode, type Decoded } from '../istio/decode.ts';
import type { Source } from '../istio/source.ts';
import { importTests } from '../routetest/formats/import-tests.ts';
import { readRoutingTests } from '../routetest/read-routing-tests.ts';
import type { Caller } from '../istio/caller.ts';
import type { RoutingTest } from '../routetest/route-test.ts';
import { startOf } from '../yaml/locate.ts';
import { scalarText } from '../yaml/scalar-text.ts';
import { parseStream, type YamlDocument } from '../yaml/stream.ts';
import { lineNumbers } from '../yaml/line-numbers.ts';
import type { InputFile } from './read-files.ts';

/** A document and where it stands: `lineAt` counts from its start, in lines of its file. */
type PlacedDocument = {
  readonly path: string;
  readonly document: YamlDocument;
  readonly lineAt: (offset: number) => number;
};

/** Files read as one: what they say about the mesh, and their tests. `documents` are numbered through all files. */
export type InputWorkspace = {
  readonly name: string;
  readonly documents: readonly PlacedDocument[];
  readonly decoded: Decoded;
  readonly tests: readonly RoutingTest[];
};

/**
 * Reads files as one workspace. Tests in formats of other tools count as well; `from` is their caller, since they name none.
 */
export function openWorkspace(files: readonly InputFile[], from: Caller | null): InputWorkspace {
  const documents = files.flatMap(placedDocuments);
  // Decoding looks at the documents alone.
  const stream = { text: '', documents: documents.map(({ document }) => document), offsets: [] };
  const decoded = decode(stream);
  const own = readRoutingTests(decoded.config.others, scalarText(stream));
  const foreign = documents.flatMap(
    ({ document, path }, index) =>
      importTests(document.value, { name: path, source: { document: index, path: [] }, from }) ?? [],
  );
  const name = files.length > 3 ? `${files.length} files` : files.map(({ path }) => path).join(', ');
  return { name, documents, decoded, tests: [...own, ...foreign] };
}

function placedDocuments({ path, text }: InputFile): PlacedDocument[] {
  const stream = parseStream(text);
  const lineOf = lineNumbers(text);
  return stream.documents.map((document, index) => {
    const start = stream.offsets[index] ?? 0;
    return { path, document, lineAt: (offset) => lineOf(start + offset) };
  });
}

/** Whether a workspace says anything beside tests. */
export function hasManifests({ decoded }: InputWorkspace): boolean {
  return decoded.objects.some(({ apiVersion }) => !apiVersion.startsWith('signalbox/'));
}

/** Where a source stands, as `file:line`. */
export function placeOf({ documents }: Pick<InputWorkspace, 'documents'>, { document, path }: Source): string {
  const placed = documents[document];
  return placed ? `${placed.path}:${placed.lineAt(startOf(placed.document, path))}` : 'nowhere';
}
