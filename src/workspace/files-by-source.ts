import { parseStream } from '../yaml/stream.ts';
import { withLineEnd, type TextFile } from './split-files.ts';

/**
 * A text in files by its `# Source:` lines, whoever wrote them, as `helm template --output-dir` does: a document without one belongs to the
 * file before it, and documents before the first to `fallback`. The bytes of the text are kept, these lines too.
 */
export function filesBySource(text: string, fallback: string): TextFile[] {
  const texts = new Map<string, string>();
  let path = fallback;
  for (const { source, file } of parseStream(text).documents) {
    path = file ?? path;
    const before = texts.get(path) ?? '';
    texts.set(path, before === '' ? source : withLineEnd(before) + source);
  }
  return [...texts]
    .filter(([, content]) => content.trim() !== '')
    .map(([name, content]) => ({ path: name, text: content }));
}
