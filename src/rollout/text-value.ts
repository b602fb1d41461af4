import type { Source } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';

/** The value as it is written at a place of the text, undefined where there is none. */
export function textValue(stream: YamlStream, { document, path }: Source): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    stream.documents[document]?.value,
  );
}
