import type { HTTPMatchRequest, StringMatch } from '../istio/virtual-service.ts';
import { isJwtClaim } from '../pilot/route/jwt-claims.ts';
import { uriCovers, uriCondition, type UriCondition } from './uri-covers.ts';
import { textCondition, textCovers, type TextCondition } from './string-covers.ts';

/** A match entry made ready to be compared with others. */
export type MatchConditions = {
  readonly uri: UriCondition;
  readonly texts: ReadonlyMap<string, TextCondition>;
  readonly absent: ReadonlyMap<string, TextCondition>;
  readonly port: number;
  /** For which of the VirtualService's gateways the entry stands. */
  readonly gateways: ReadonlySet<string>;
  readonly sourceLabels: Readonly<Record<string, string>>;
  readonly sourceNamespace: string;
};

/**
 * The conditions of a match entry of a VirtualService that is bound to `gateways`; null is a rule without a match. An entry that names gateways does not
 * look at the caller's labels and namespace (istio-semantics R3.12).
 */
export function matchConditions(match: HTTPMatchRequest | null, gateways: readonly string[]): MatchConditions {
  const { uri, headers, withoutHeaders, queryParams, port, gateways: own } = match ?? {};
  const named = own?.length ? own : null;
  const isBound = new Set(gateways);
  return {
    uri: uriCondition(uri ?? {}, match?.ignoreUriCase ?? false),
    texts: new Map([
      ...conditionsOf('header', headers),
      ...conditionsOf('query', queryParams),
      ...(['method', 'scheme', 'authority'] as const).flatMap((field) => conditionsOf('', { [field]: match?.[field] })),
    ]),
    absent: new Map(conditionsOf('header', withoutHeaders)),
    port: port ?? 0,
    gateways: named ? new Set(named.filter((gateway) => isBound.has(gateway))) : isBound,
    sourceLabels: (named ? null : match?.sourceLabels) ?? {},
    sourceNamespace: (named ? null : match?.sourceNamespace) ?? '',
  };
}

function conditionsOf(
  kind: string,
  matches: Readonly<Record<string, StringMatch | undefined>> | undefined,
): [string, TextCondition][] {
  return Object.entries(matches ?? {}).flatMap(([name, match]) =>
    match
      ? [[`${kind} ${isJwtClaim(name) || kind === 'query' ? name : name.toLowerCase()}`, textCondition(match)]]
      : [],
  );
}

/** Whether every request that fits `b` fits `a`, for every caller. Certain where it says yes; it may miss a case (checks.md F-01). */
export function matchCovers(a: MatchConditions, b: MatchConditions): boolean {
  return (
    (a.port === 0 || a.port === b.port) &&
    callersCovered(a, b) &&
    uriCovers(a.uri, b.uri) &&
    everyEntry(a.texts, (name, condition) => {
      const other = b.texts.get(name);
      return other !== undefined && textCovers(condition, other);
    }) &&
    everyEntry(a.absent, (name, condition) => {
      const other = b.absent.get(name);
      return other !== undefined && absenceCovers(condition, other);
    })
  );
}

function callersCovered(a: MatchConditions, b: MatchConditions): boolean {
  if (b.gateways.size === 0) return false;
  for (const gateway of b.gateways) if (!a.gateways.has(gateway)) return false;
  if (a.sourceNamespace !== '' && a.sourceNamespace !== b.sourceNamespace) return false;
  return Object.entries(a.sourceLabels).every(([name, value]) => b.sourceLabels[name] === value);
}

/** "Not a" holds wherever "not b" does; a header that is not there counts as empty unless presence itself is asked (istio-semantics R3.10). */
function absenceCovers(a: TextCondition, b: TextCondition): boolean {
  if (a.form === 'present' && b.form !== 'present') return false;
  if (b.form !== 'present') return textCovers(b, a);
  return a.form === 'present' || ((a.form === 'exact' || a.form === 'prefix') && a.text !== '');
}

function everyEntry<Value>(map: ReadonlyMap<string, Value>, holds: (name: string, value: Value) => boolean): boolean {
  for (const [name, value] of map) if (!holds(name, value)) return false;
  return true;
}
