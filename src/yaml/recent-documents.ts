import type { YamlDocument } from './stream.ts';

const kept = 8;
const recent = new Map<string, YamlDocument>();

/** The document that `source` is, read by `read` unless it was a moment ago: a planned edit has parsed what the text will hold once it is applied. */
export function recentDocument(source: string, read: (source: string) => YamlDocument): YamlDocument {
  const document = recent.get(source) ?? read(source);
  recent.delete(source);
  recent.set(source, document);
  const [oldest] = recent.keys();
  if (recent.size > kept && oldest !== undefined) recent.delete(oldest);
  return document;
}
