import type { HeaderModifier } from '../../istio/gateway-api.ts';
import type { HeaderOperations } from '../../istio/virtual-service.ts';

/** A header modifier as Istio's operations; null where a value has characters that no header may have (conversion.go:createHeadersFilter). */
export function headerOperations({ set = [], add = [], remove = [] }: HeaderModifier): HeaderOperations | null {
  if (![...set, ...add].every(({ value }) => isHeaderValue(value))) return null;
  return { set: firstOfEach(set), add: firstOfEach(add), remove };
}

/** Names in lower case; of entries with the same name the first counts. */
function firstOfEach(headers: readonly { name: string; value: string }[]): Record<string, string> {
  return Object.fromEntries(headers.toReversed().map(({ name, value }) => [name.toLowerCase(), value]));
}

function isHeaderValue(value: string): boolean {
  return value.split('').every((character) => character === '\t' || (character >= ' ' && character !== '\x7f'));
}
