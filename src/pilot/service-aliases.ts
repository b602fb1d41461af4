import { memoByParts } from './memo-by-parts.ts';
import { byText } from '../istio/by-text.ts';
import type { PushContext } from './push-context.ts';
import type { MeshService } from './service.ts';

/**
 * The ExternalName services that lead to a service, by its hostname, over several hops; a circle leads nowhere
 * (istio-semantics R2.6; pilot/pkg/model/push_context.go:resolveServiceAliases).
 */
export const aliasesByTarget = memoByParts({ services: 'object' }, findAliases);

function findAliases({ services }: Pick<PushContext, 'services'>): ReadonlyMap<string, readonly string[]> {
  const aliases = services.filter(isAlias).toSorted(byNamespaceAndName);
  const targets = new Map(aliases.map(({ hostname, externalName }) => [hostname, externalName ?? '']));
  const byTarget = new Map<string, string[]>();
  for (const { hostname } of aliases) {
    const target = endOf(hostname, targets);
    if (target !== null) byTarget.set(target, [...(byTarget.get(target) ?? []), hostname]);
  }
  return byTarget;
}

function isAlias({ resolution }: MeshService): boolean {
  return resolution === 'Alias';
}

function byNamespaceAndName(a: MeshService, b: MeshService): number {
  return byText(a.namespace, b.namespace) || byText(a.hostname, b.hostname);
}

function endOf(alias: string, targets: ReadonlyMap<string, string>): string | null {
  const seen = new Set<string>();
  let name = alias;
  for (let next = targets.get(name); next !== undefined; next = targets.get(name)) {
    if (seen.has(name)) return null;
    seen.add(name);
    name = next;
  }
  return name;
}
