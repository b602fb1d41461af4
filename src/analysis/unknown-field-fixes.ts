import { sourceInside, sourceValue, type Source } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { Finding } from './finding.ts';

/** What can be done about a field that the API server drops: give it the name that was `meant`, unless that one stands beside it; or remove it. */
export function unknownFieldFixes({ documents }: YamlStream, field: Source, meant: string | null): Finding['fixes'] {
  const removal = { label: 'Remove it', edit: { type: 'remove', target: field } } as const;
  if (meant === null) return [removal];
  const beside = sourceInside({ ...field, path: field.path.slice(0, -1) }, meant);
  if (sourceValue(documents, beside) !== undefined) return [removal];
  return [{ label: `Rename to ${meant}`, edit: { type: 'renameField', field, to: meant } }, removal];
}
