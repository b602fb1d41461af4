import { asciiLowerCase } from './ascii-case.ts';
import type { HeaderValueOption } from './config.ts';
import { formatValue, type FormatContext } from './format-string.ts';
import { appendHeader, type HeaderMap } from './header-map.ts';

/** One header parser of Envoy: what a route or a weighted cluster does to the headers of one direction. */
export type HeaderOperations = {
  readonly add?: readonly HeaderValueOption[] | undefined;
  readonly remove?: readonly string[] | undefined;
};

/**
 * The headers after one parser: removes, then all values from what is left, then overwrites, then appended lines; an empty value does
 * nothing (Envoy: router/header_parser.cc, evaluateHeaders; istio-semantics R5.40, R5.44). `contextOf` says what the values may read.
 */
export function applyHeaderOperations(
  headers: HeaderMap,
  operations: HeaderOperations,
  contextOf: (headers: HeaderMap) => FormatContext,
): HeaderMap {
  const { add = [], remove = [] } = operations;
  if (add.length === 0 && remove.length === 0) return headers;
  const result = new Map(headers);
  for (const name of remove) result.delete(asciiLowerCase(name));
  const context = contextOf(result);
  const evaluated = add
    .map(({ header, appendAction }) => ({
      name: asciiLowerCase(header.key),
      value: formatValue(header.value ?? '', context),
      action: appendAction ?? 'APPEND_IF_EXISTS_OR_ADD',
    }))
    .filter(({ name, value, action }) => value !== '' && applies(action, result.has(name)));
  for (const { name, value, action } of evaluated) if (action.startsWith('OVERWRITE')) result.set(name, [value]);
  for (const { name, value, action } of evaluated)
    if (!action.startsWith('OVERWRITE')) appendHeader(result, name, value);
  return result;
}

function applies(action: NonNullable<HeaderValueOption['appendAction']>, exists: boolean): boolean {
  if (action === 'ADD_IF_ABSENT') return !exists;
  if (action === 'OVERWRITE_IF_EXISTS') return exists;
  return true;
}
