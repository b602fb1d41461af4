import { sourceInside, type Source } from '../istio/source.ts';
import type { HTTPMatchRequest, HTTPRoute } from '../istio/virtual-service.ts';
import { mergedName, mergeMatches } from './delegate-match.ts';
import type { Omission } from './generate.ts';
import type { VirtualServiceObject } from './virtual-services.ts';
import { isVisible } from './visibility.ts';

/** VirtualServices with the rules of their delegates in place, and what became of delegates that could not be used. */
export type Delegated = { readonly virtualServices: VirtualServiceObject[]; readonly omissions: Omission[] };

/**
 * Puts the rules of delegates where a root names them; delegates themselves (no hosts) are gone
 * (istio-semantics §7; pilot/pkg/model/virtualservice.go:mergeVirtualServices).
 *
 * @param defaultExportTo the mesh's, for delegates that say nothing.
 */
export function mergeDelegates(
  virtualServices: readonly VirtualServiceObject[],
  defaultExportTo: readonly string[],
): Delegated {
  const delegates = new Map(
    virtualServices.filter(isDelegate).map((delegate) => [keyOf(delegate.metadata), delegate] as const),
  );
  const omissions: Omission[] = [];
  const find = (root: VirtualServiceObject, route: HTTPRoute, source: Source): VirtualServiceObject | null => {
    const { name = '', namespace = '' } = route.delegate ?? {};
    const key = keyOf({ name, namespace: namespace || root.metadata.namespace });
    const delegate = delegates.get(key);
    if (!delegate) {
      omissions.push(missing(source, `No VirtualService ${key} without hosts is there to delegate to.`, null));
      return null;
    }
    const exportTo = delegate.spec.exportTo?.length ? delegate.spec.exportTo : defaultExportTo;
    if (isVisible(exportTo, delegate.metadata.namespace, root.metadata.namespace)) return delegate;
    const message = `The delegate ${key} is not exported to the namespace ${root.metadata.namespace}.`;
    omissions.push(missing(source, message, delegate.source));
    return null;
  };
  const merged = virtualServices
    .filter((virtualService) => !isDelegate(virtualService))
    .map((root) => (root.spec.http?.some(({ delegate }) => delegate) ? mergeRoot(root, find, omissions) : root));
  return { virtualServices: merged, omissions };
}

function isDelegate({ spec }: VirtualServiceObject): boolean {
  return !spec.hosts?.length;
}

function keyOf({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}

function missing(source: Source, message: string, culprit: Source | null): Omission {
  return { source, reason: 'delegate-missing', message, culprit };
}

type Find = (root: VirtualServiceObject, route: HTTPRoute, source: Source) => VirtualServiceObject | null;

function mergeRoot(root: VirtualServiceObject, find: Find, omissions: Omission[]): VirtualServiceObject {
  const http = (root.spec.http ?? []).flatMap((route, index) => {
    const placed = withSources(root, route, index);
    if (!route.delegate) return placed;
    const delegate = find(root, route, placed.source);
    return delegate ? mergeRoutes(placed, delegate, omissions) : [];
  });
  return { ...root, spec: { ...root.spec, http } };
}

type PlacedRoute = HTTPRoute & { source: Source };

/** The rule with its place and those of its parts, before it moves away from them. */
function withSources(owner: VirtualServiceObject, route: HTTPRoute, index: number): PlacedRoute {
  const source = route.source ?? sourceInside(owner.source, 'spec', 'http', index);
  const placeEach = <Part extends { source?: Source }>(parts: readonly Part[], field: string): Part[] =>
    parts.map((part, number) => ({ ...part, source: part.source ?? sourceInside(source, field, number) }));
  return {
    ...route,
    source,
    ...(route.match && { match: placeEach(route.match, 'match') }),
    ...(route.route && { route: placeEach(route.route, 'route') }),
    ...(route.mirror && { mirror: { source: sourceInside(source, 'mirror'), ...route.mirror } }),
    ...(route.mirrors && { mirrors: placeEach(route.mirrors, 'mirrors') }),
  };
}

function mergeRoutes(root: PlacedRoute, delegate: VirtualServiceObject, omissions: Omission[]): HTTPRoute[] {
  return (delegate.spec.http ?? []).flatMap((route, index) => {
    const own = withSources(delegate, route, index);
    const match = mergeMatches(root.match ?? [], own.match ?? []);
    if (match) return inherit(root, own, own.match?.length ? match : madeBy(match, own.source));
    const message = 'A match of this rule agrees with none of the root that delegates here, so the rule is lost.';
    omissions.push({ source: own.source, reason: 'delegate-conflict', message, culprit: root.source });
    return [];
  });
}

/** A rule that asks nothing itself is asked by the root's entries, but it is the rule that makes the routes: they lead to it. */
function madeBy(match: readonly HTTPMatchRequest[], rule: Source): HTTPMatchRequest[] {
  return match.map((entry) => ({ ...entry, source: rule }));
}

/** Blocks that the delegate's rule does not have are the root's, as a whole; never its route or redirect (istio-semantics R7.8). */
function inherit(root: PlacedRoute, own: PlacedRoute, match: HTTPRoute['match']): HTTPRoute {
  const { route: _route, redirect: _redirect, delegate: _delegate, match: _match, ...inherited } = root;
  const name = mergedName(root.name, own.name);
  return { ...inherited, ...own, ...(match?.length && { match }), ...(name !== '' && { name }) };
}
