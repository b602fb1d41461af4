import type { HeaderValueOption } from '../../envoy/config.ts';
import type { HeaderOperations, Headers } from '../../istio/virtual-service.ts';

/** Header operations in Envoy's four lists, and the Host that they set. */
export type EnvoyHeaderOperations = {
  readonly requestHeadersToAdd: readonly HeaderValueOption[];
  readonly requestHeadersToRemove: readonly string[];
  readonly responseHeadersToAdd: readonly HeaderValueOption[];
  readonly responseHeadersToRemove: readonly string[];
  readonly authority: string | null;
};

/** The operations of a route or a destination (istio-semantics R5.40–R5.47; route.go:TranslateHeadersOperations). */
export function headerOperations(headers: Headers | undefined): EnvoyHeaderOperations {
  const { request = {}, response = {} } = headers ?? {};
  return {
    requestHeadersToAdd: valuesToAdd(request),
    requestHeadersToRemove: (request.remove ?? []).filter((name) => !isReserved(name)),
    responseHeadersToAdd: valuesToAdd(response),
    responseHeadersToRemove: (response.remove ?? []).filter((name) => !isReserved(name)),
    authority: authorityOf(request.set) ?? authorityOf(request.add),
  };
}

/** One destination: its operations behind the route's, in the same lists (R5.41). */
export function joinOperations(first: EnvoyHeaderOperations, second: EnvoyHeaderOperations): EnvoyHeaderOperations {
  return {
    requestHeadersToAdd: [...first.requestHeadersToAdd, ...second.requestHeadersToAdd],
    requestHeadersToRemove: [...first.requestHeadersToRemove, ...second.requestHeadersToRemove],
    responseHeadersToAdd: [...first.responseHeadersToAdd, ...second.responseHeadersToAdd],
    responseHeadersToRemove: [...first.responseHeadersToRemove, ...second.responseHeadersToRemove],
    authority: first.authority ?? second.authority,
  };
}

/** The lists as fields of a route or a weighted cluster; empty ones are left out. */
export function operationFields(operations: EnvoyHeaderOperations) {
  const { requestHeadersToAdd, requestHeadersToRemove, responseHeadersToAdd, responseHeadersToRemove } = operations;
  return {
    ...(requestHeadersToAdd.length > 0 ? { requestHeadersToAdd: [...requestHeadersToAdd] } : {}),
    ...(requestHeadersToRemove.length > 0 ? { requestHeadersToRemove: [...requestHeadersToRemove] } : {}),
    ...(responseHeadersToAdd.length > 0 ? { responseHeadersToAdd: [...responseHeadersToAdd] } : {}),
    ...(responseHeadersToRemove.length > 0 ? { responseHeadersToRemove: [...responseHeadersToRemove] } : {}),
  };
}

function valuesToAdd({ set, add }: HeaderOperations): HeaderValueOption[] {
  return [
    ...sorted(set).map(([key, value]): HeaderValueOption => ({
      header: header(key, value),
      appendAction: 'OVERWRITE_IF_EXISTS_OR_ADD',
    })),
    ...sorted(add).map(([key, value]): HeaderValueOption => ({ header: header(key, value) })),
  ];
}

function header(key: string, value: string): HeaderValueOption['header'] {
  return value === '' ? { key } : { key, value };
}

function sorted(map: Readonly<Record<string, string>> | undefined): [string, string][] {
  return Object.entries(map ?? {})
    .filter(([key]) => !isReserved(key))
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Pseudo headers and Host are no headers to add or remove (R5.43). */
function isReserved(name: string): boolean {
  return name.startsWith(':') || isAuthority(name);
}

function isAuthority(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === 'host' || lower === ':authority';
}

function authorityOf(map: Readonly<Record<string, string>> | undefined): string | null {
  return Object.entries(map ?? {}).find(([key, value]) => isAuthority(key) && value !== '')?.[1] ?? null;
}
