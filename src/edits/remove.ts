import type { YamlStream } from '../yaml/stream.ts';
import { planned, refused, valueAt } from './outcome.ts';
import { removeDestination } from './remove-destination.ts';
import { removeDocument } from './remove-document.ts';
import { removeItem } from './remove-item.ts';
import type { EditPlan, RoutingEdit } from './routing-edit.ts';

/** Deletes what stands at a place: a document, a destination (whose share the others take), an item, or a field. */
export function remove(stream: YamlStream, { target }: RoutingEdit & { type: 'remove' }): EditPlan {
  const { document, path } = target;
  const step = path.at(-1);
  if (step === undefined) return removeDocument(stream, { type: 'removeDocument', document });
  if (typeof step === 'number') {
    if (path.at(-2) === 'route') return removeDestination(stream, { type: 'removeDestination', destination: target });
    return removeItem(stream, target);
  }
  if (valueAt(stream, target) === undefined)
    return refused(target, 'What should go is not there any more.', 'not-found');
  const owner = { document, path: path.slice(0, -1) };
  return planned(target, [{ type: 'removeKey', path: owner.path, key: step }], owner);
}
