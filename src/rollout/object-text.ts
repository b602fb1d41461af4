import { sourceValue, type Source } from '../istio/source.ts';
import { renderYaml } from '../yaml/render-yaml.ts';
import type { YamlStream } from '../yaml/stream.ts';

/** One object as a file of its own: its document as it is written, without the marker; an item of a List is written anew. */
export function objectText(stream: YamlStream, source: Source): string {
  const document = stream.documents[source.document];
  if (source.path.length > 0) return renderYaml(sourceValue(stream.documents, source), document);
  const text = (document?.source ?? '').replace(/^---[ \t]*\r?\n/, '');
  return text.endsWith('\n') ? text : `${text}\n`;
}
