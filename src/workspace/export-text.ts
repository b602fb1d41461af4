import type { Decoded } from '../istio/decode.ts';
import { parseStream, type YamlStream } from '../yaml/stream.ts';

/** The text of the documents whose indices `keep` takes, as a stream of its own; their bytes are untouched. */
export function documentsText({ documents }: YamlStream, keep: (index: number) => boolean): string {
  const kept = documents.filter((_, index) => keep(index)).map(({ source }) => source);
  return kept
    .map((source, index) =>
      index === 0 || /^---(?:\s|$)/.test(source) || endsWithMarker(source) ? source : `---\n${source}`,
    )
    .map((source, index) => (index < kept.length - 1 && !source.endsWith('\n') ? `${source}\n` : source))
    .join('');
}

/** Directives come before their own `---`. */
function endsWithMarker(source: string): boolean {
  return source.startsWith('%');
}

/** Everything but the documents that are Signalbox's own: what goes to a cluster. */
export function manifestsText(stream: YamlStream, decoded: Decoded): string {
  const ours = ownDocuments(decoded);
  return ours.size === 0 ? stream.text : documentsText(stream, (index) => !ours.has(index));
}

/** The manifests that differ from the text as it was opened or pasted: changed, or new. */
export function changedManifestsText(stream: YamlStream, decoded: Decoded, original: string): string {
  const known = new Set(parseStream(original).documents.map(({ source }) => source.trim()));
  const ours = ownDocuments(decoded);
  return documentsText(
    stream,
    (index) =>
      !ours.has(index) && !stream.documents[index]?.isEmpty && !known.has(stream.documents[index]?.source.trim() ?? ''),
  );
}

function ownDocuments({ objects }: Decoded): Set<number> {
  return new Set(
    objects.flatMap(({ apiVersion, source }) => (apiVersion.startsWith('signalbox/') ? [source.document] : [])),
  );
}
