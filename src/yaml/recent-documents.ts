import type { YamlDocument } from './stream.ts';

const kept = 8;
const recent = new Map<string, YamlDocument>();

/**
 * The document that `source` is, read by `read` unless it was a moment ago: a planned edit has parsed what the text will hold once it is applied. Who gets
 * it so is the one it was kept for; trees of every move of a drag would only weigh on memory.
 */
export function recentDocument(source: string, read: (source: string) => YamlDocument): YamlDocument {
  const known = recent.get(source);
  if (known) {
    recent.delete(source);
    return known;
  }
  const document = read(source);
  recent.set(source, document);
  const [oldest] = recent.keys();
  if (recent.size > kept && oldest !== undefined) recent.delete(oldest);
  return document;
}
