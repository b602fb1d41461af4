import { rangeOf } from './locate.ts';
import type { YamlStream } from './stream.ts';
import type { YamlPath } from './yaml-path.ts';

/**
 * Tells of a scalar of a stream, or of the key that it stands under, how it is written; null where the stream has none at that place. Header names and
 * values are texts, whatever YAML makes of them.
 */
export function scalarText({
  documents,
}: Pick<YamlStream, 'documents'>): (
  place: { readonly document: number; readonly path: YamlPath },
  of: 'value' | 'key',
) => string | null {
  return ({ document, path }, of) => {
    const yaml = documents[document];
    const range = yaml ? rangeOf(yaml, path)?.[of] : null;
    return yaml && range ? yaml.source.slice(range.start, range.end) : null;
  };
}
