import { renderYaml } from '../yaml/render-yaml.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { EditPlan, RoutingEdit } from './routing-edit.ts';

/** Adds a document behind the document `after`, or at the end of the text, indented as its neighbour is. */
export function addDocument(
  stream: YamlStream,
  { value, comment, after }: RoutingEdit & { type: 'addDocument' },
): EditPlan {
  const { text, documents, offsets } = stream;
  const next = offsets[(after ?? documents.length) + 1];
  const offset = next ?? text.length;
  const lead =
    comment === undefined
      ? ''
      : comment
          .split(/\r?\n/)
          .map((line) => `# ${line}\n`)
          .join('');
  const like = after === undefined ? documents.findLast(({ isEmpty }) => !isEmpty) : documents[after];
  const opened = opensDocument(text.slice(0, offset));
  const body = `${opened ? '' : '---\n'}${lead}${renderYaml(value, like)}`;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const start = offset === 0 || text.charAt(offset - 1) === '\n' ? '' : newline;
  const document = next === undefined ? documents.length - (opened && documents.length > 0 ? 1 : 0) : (after ?? 0) + 1;
  return {
    ok: true,
    changes: [],
    text: [{ offset, length: 0, text: start + body.replaceAll('\n', newline) }],
    select: { document, path: [] },
  };
}

/**
 * Whether what is written behind `text` begins a document anyway: there is nothing yet but comments, or a marker with nothing behind it. Comments behind a
 * marker, such as Helm's `# Source:` of an empty file, are about that document.
 */
function opensDocument(text: string): boolean {
  const last = text.slice(text.lastIndexOf('\n---') + 1);
  const blank = last.startsWith('---') ? /^\s*$|^---\s*$/ : /^\s*(?:#.*)?$/;
  return last.split('\n').every((line) => blank.test(line));
}
