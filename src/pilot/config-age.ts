import type { ObjectMeta } from '../istio/config.ts';
import { byText } from '../istio/by-text.ts';
import type { MeshService } from './service.ts';

type Aged = { readonly metadata: ObjectMeta };

/**
 * Oldest first, by whole seconds; of the same age by name, then by namespace (istio-semantics R2.9; model/config.go:sortConfigByCreationTime).
 * An object without a time comes after those that have one.
 */
export function byAge(a: Aged, b: Aged): number {
  return (
    secondOf(a.metadata) - secondOf(b.metadata) ||
    byText(a.metadata.name, b.metadata.name) ||
    byText(a.metadata.namespace, b.metadata.namespace)
  );
}

/** Services: oldest first, of the same age by name, then by namespace (model/push_context.go:SortServicesByCreationTime). */
export function byServiceAge(a: MeshService, b: MeshService): number {
  return secondOf(a) - secondOf(b) || byText(nameOf(a), nameOf(b)) || byText(a.namespace, b.namespace);
}

/** The name of a Kubernetes Service; services of other origin have their host for a name. */
function nameOf({ registry, hostname }: MeshService): string {
  return registry === 'Kubernetes' ? hostname.slice(0, hostname.indexOf('.')) : hostname;
}

function secondOf({ creationTimestamp }: { readonly creationTimestamp: string | null }): number {
  const time = creationTimestamp === null ? Number.NaN : Date.parse(creationTimestamp);
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : Math.floor(time / 1000);
}
