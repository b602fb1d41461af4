import type { Source } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { YamlEdit } from '../yaml/yaml-edit.ts';
import { asObject, listAt, valueAt } from './outcome.ts';

/** Edits that put an item into the list under `key` of `owner`, made where it is missing (before the key `before`). */
export function addToList(
  stream: YamlStream,
  owner: Source,
  key: string,
  item: unknown,
  { index, before }: { index?: number | undefined; before?: string | undefined } = {},
): { readonly edits: readonly YamlEdit[]; readonly index: number } {
  const path = [...owner.path, key];
  if (!(key in asObject(valueAt(stream, owner)))) {
    const edit = {
      type: 'addKey',
      path: owner.path,
      key,
      value: [item],
      ...(before !== undefined && { before }),
    } as const;
    return { edits: [edit], index: 0 };
  }
  const { length } = listAt(stream, { document: owner.document, path });
  const place = Math.max(0, Math.min(index ?? length, length));
  return { edits: [{ type: 'insertItem', path, index: place, value: item }], index: place };
}
