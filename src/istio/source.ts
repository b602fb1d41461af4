import type { YamlPath } from '../yaml/yaml-path.ts';

/** Where a thing stands in the workspace's text: index of the document in the stream and the path inside it. */
export type Source = { readonly document: number; readonly path: YamlPath };

/** The source of something inside the thing at `source`. */
export function sourceInside(source: Source, ...path: YamlPath): Source {
  return { document: source.document, path: [...source.path, ...path] };
}

/** A stable text key of a source, for maps and React keys. */
export function sourceKey(source: Source): string {
  return `${source.document}:${source.path.join('/')}`;
}
