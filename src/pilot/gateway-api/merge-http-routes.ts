import { groupBy } from '../../istio/group-by.ts';
import { sortHttpRoutes } from '../../istio/match-precedence.ts';
import type { KeyedVirtualService } from './bind-http-routes.ts';
import { PARENTS } from './gateway-semantics.ts';
import type { VirtualServiceConfig } from './route-context.ts';

/**
 * VirtualServices of one key become one: the routes of the oldest object first, then all in the Gateway API's order of precedence
 * (istio-semantics R11.2; route_collections.go:mergeHTTPRoutes). `compareAge` orders objects by age, then namespace, then name.
 */
export function mergeHttpRoutes(
  keyed: readonly KeyedVirtualService[],
  compareAge: (a: VirtualServiceConfig, b: VirtualServiceConfig) => number,
): VirtualServiceConfig[] {
  return [...groupBy(keyed, ({ key }) => key)].flatMap(([key, group]) => {
    const parts = group.map(({ virtualService }) => virtualService);
    return mergeParts(key, parts.toSorted(compareAge)) ?? [];
  });
}

function mergeParts(key: string, parts: readonly VirtualServiceConfig[]): VirtualServiceConfig | null {
  const [oldest] = parts;
  if (!oldest) return null;
  const parents = parts.map(({ metadata }) => metadata.annotations[PARENTS]).join(',');
  const annotations = { ...oldest.metadata.annotations, [PARENTS]: parents };
  return {
    ...oldest,
    metadata: { ...oldest.metadata, name: key.replaceAll('/', '~'), annotations },
    spec: { ...oldest.spec, http: sortHttpRoutes(parts.flatMap(({ spec }) => spec.http ?? [])) },
  };
}
