import { sourceInside } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { planned, refused, valueAt } from './outcome.ts';
import type { EditPlan, RoutingEdit } from './routing-edit.ts';

/** Gives a field another name, and selects it there. */
export function renameField(stream: YamlStream, { field, to }: RoutingEdit & { type: 'renameField' }): EditPlan {
  const { document, path } = field;
  const key = path.at(-1);
  if (typeof key !== 'string' || valueAt(stream, field) === undefined)
    return refused(field, 'The field that should be renamed is not there any more.', 'not-found');
  const owner = { document, path: path.slice(0, -1) };
  return planned(owner, [{ type: 'renameKey', path: owner.path, key, to }], sourceInside(owner, to));
}
