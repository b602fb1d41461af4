import type { ObjectMeta } from '../../istio/config.ts';
import { byText } from '../../istio/by-text.ts';
import { byAge } from '../config-age.ts';

type Aged = { readonly metadata: ObjectMeta };

/** Oldest first; routes of the same age by namespace, then by name (istio-semantics R11.2; conversion.go:sortRoutesByCreationTime). */
export function byRouteAge(a: Aged, b: Aged): number {
  return (
    byAge(nameless(a), nameless(b)) ||
    byText(a.metadata.namespace, b.metadata.namespace) ||
    byText(a.metadata.name, b.metadata.name)
  );
}

function nameless({ metadata }: Aged): Aged {
  return { metadata: { ...metadata, name: '', namespace: '' } };
}
