import { decode, type DecodedObject } from '../istio/decode.ts';
import { freeName } from '../istio/free-name.ts';
import { groupOf } from '../istio/kinds.ts';
import { renderYaml } from '../yaml/render-yaml.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { asObject, refused } from './outcome.ts';
import type { EditPlan, RoutingEdit } from './routing-edit.ts';

/**
 * Adds a document behind the document `after`, or at the end of the text, indented as its neighbour is. Where an object has its name already, it gets a
 * free one; refused where others mean it by its name.
 */
export function addDocument(
  stream: YamlStream,
  { value: wanted, comment, after }: RoutingEdit & { type: 'addDocument' },
): EditPlan {
  const beside = objectsBeside(stream, wanted);
  const namesake = beside.find(({ name }) => name === asObject(asObject(wanted)['metadata'])['name']);
  if (namesake && isNamedByOthers(wanted)) {
    const { kind, namespace, name, source } = namesake;
    return refused(source, `There is a ${kind} \`${namespace}/${name}\` already, but it is not in use as it stands.`);
  }
  const value = namesake ? renamed(wanted, beside) : wanted;
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

/** The objects of the text that a new one would replace, were it to have the name of one of them. */
function objectsBeside(stream: YamlStream, value: unknown): readonly DecodedObject[] {
  const { kind, apiVersion, metadata } = asObject(value);
  const { namespace = 'default' } = asObject(metadata);
  return decode(stream).objects.filter(
    (object) =>
      object.kind === kind &&
      groupOf(object.apiVersion) === groupOf(String(apiVersion)) &&
      object.namespace === namespace,
  );
}

/** A Service is its host, rules name their Gateway, a VirtualService without hosts is a delegate; nobody asks what the others are called. */
function isNamedByOthers(value: unknown): boolean {
  const { kind, spec } = asObject(value);
  return kind === 'Service' || kind === 'Gateway' || (kind === 'VirtualService' && !('hosts' in asObject(spec)));
}

function renamed(value: unknown, beside: readonly DecodedObject[]): unknown {
  const object = asObject(value);
  const metadata = asObject(object['metadata']);
  const taken = new Set(beside.map(({ name }) => name));
  return { ...object, metadata: { ...metadata, name: freeName(String(metadata['name']), (name) => taken.has(name)) } };
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
