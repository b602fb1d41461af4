import { sourceInside } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { addToList } from './add-to-list.ts';
import { isCatchAll } from './catch-all.ts';
import { asObject, listAt, planned, refused, valueAt } from './outcome.ts';
import type { EditPlan, RoutingEdit } from './routing-edit.ts';

/** Adds a rule to a VirtualService: before the first rule that no request gets past, unless told where. */
export function addRule(stream: YamlStream, edit: RoutingEdit & { type: 'addRule' }): EditPlan {
  const { virtualService, rule } = edit;
  const object = asObject(valueAt(stream, virtualService));
  if (object['kind'] !== 'VirtualService')
    return refused(virtualService, 'There is no VirtualService here.', 'not-found');
  if (!('spec' in object)) {
    const edits = [{ type: 'addKey', path: virtualService.path, key: 'spec', value: { http: [rule] } }] as const;
    return planned(virtualService, edits, sourceInside(virtualService, 'spec', 'http', 0));
  }
  const spec = sourceInside(virtualService, 'spec');
  const catchAll = listAt(stream, sourceInside(spec, 'http')).findIndex(isCatchAll);
  const added = addToList(stream, spec, 'http', rule, { index: edit.index ?? (catchAll < 0 ? undefined : catchAll) });
  return planned(spec, added.edits, sourceInside(spec, 'http', added.index));
}
