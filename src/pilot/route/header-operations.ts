import { byText } from '../../istio/by-text.ts';
import type { HeaderValueOption } from '../../envoy/config.ts';
import type { HeaderOperations as Operations, Headers } from '../../istio/virtual-service.ts';

/** Header operations as a route or a weighted cluster carries them. Empty lists are absent. */
export type HeaderOperations = {
  requestHeadersToAdd?: HeaderValueOption[];
  requestHeadersToRemove?: string[];
  responseHeadersToAdd?: HeaderValueOption[];
  responseHeadersToRemove?: string[];
};

const none: HeaderOperations = {};

/** All `set`, then all `add`, each by name; pseudo headers and Host are no headers here (istio-semantics R5.40–R5.47; route.go:TranslateHeadersOperations). */
export function headerOperations({ request, response }: Headers = {}): HeaderOperations {
  if (!request && !response) return none;
  return withoutEmpty({
    requestHeadersToAdd: toAdd(request),
    requestHeadersToRemove: toRemove(request),
    responseHeadersToAdd: toAdd(response),
    responseHeadersToRemove: toRemove(response),
  });
}

/** The operations of a rule and of its only destination run as one (istio-semantics R5.41). */
export function joinOperations(route: HeaderOperations, destination: HeaderOperations): HeaderOperations {
  if (destination === none) return route;
  return withoutEmpty({
    requestHeadersToAdd: [...(route.requestHeadersToAdd ?? []), ...(destination.requestHeadersToAdd ?? [])],
    requestHeadersToRemove: [...(route.requestHeadersToRemove ?? []), ...(destination.requestHeadersToRemove ?? [])],
    responseHeadersToAdd: [...(route.responseHeadersToAdd ?? []), ...(destination.responseHeadersToAdd ?? [])],
    responseHeadersToRemove: [...(route.responseHeadersToRemove ?? []), ...(destination.responseHeadersToRemove ?? [])],
  });
}

/** The Host that header operations on the request ask for; `set` counts before `add` (istio-semantics R5.11, R5.43). */
export function authorityOf({ request }: Headers = {}): string {
  return authorityIn(request?.set) || authorityIn(request?.add);
}

function authorityIn(headers: Record<string, string> = {}): string {
  const names = Object.keys(headers).filter((name) => /^(?::authority|host)$/i.test(name));
  return headers[names.at(-1) ?? ''] ?? '';
}

function toAdd({ set, add }: Operations = {}): HeaderValueOption[] {
  const overwritten = sorted(set).map((header) => ({ header, appendAction: 'OVERWRITE_IF_EXISTS_OR_ADD' as const }));
  return [...overwritten, ...sorted(add).map((header) => ({ header }))];
}

/** By name: maps have no order. An empty value is protobuf's default. */
function sorted(headers: Record<string, string> = {}): HeaderValueOption['header'][] {
  return Object.entries(headers)
    .filter(([key]) => !isInternal(key))
    .toSorted(([a], [b]) => byText(a, b))
    .map(([key, value]) => (value === '' ? { key } : { key, value }));
}

function toRemove({ remove = [] }: Operations = {}): string[] {
  return remove.filter((name) => !isInternal(name));
}

function isInternal(name: string): boolean {
  return name.startsWith(':') || name.toLowerCase() === 'host';
}

function withoutEmpty(operations: Required<HeaderOperations>): HeaderOperations {
  return Object.fromEntries(Object.entries(operations).filter(([, list]) => list.length > 0));
}
