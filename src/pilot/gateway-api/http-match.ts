import type { GRPCRouteRule, HTTPRouteMatch, ValueMatch } from '../../istio/gateway-api.ts';
import type { Source } from '../../istio/source.ts';
import type { HTTPMatchRequest, StringMatch } from '../../istio/virtual-service.ts';

type GRPCMatch = NonNullable<GRPCRouteRule['matches']>[number];

/** A match of an HTTPRoute; without a path it is the prefix `/` (conversion.go:createURIMatch and its neighbours). */
export function convertHttpMatch(
  { path = {}, headers, queryParams, method }: HTTPRouteMatch,
  source: Source,
): HTTPMatchRequest {
  return {
    uri: uriMatch(path),
    ...valueMatches('headers', headers),
    ...valueMatches('queryParams', queryParams),
    ...(method !== undefined && { method: { exact: method } }),
    source,
  };
}

/** A match of a GRPCRoute; null where its method names neither service nor method (istio-semantics R11.10). */
export function convertGrpcMatch({ method, headers }: GRPCMatch, source: Source): HTTPMatchRequest | null {
  if (method && method.service === undefined && method.method === undefined) return null;
  return { ...(method && { uri: grpcUriMatch(method) }), ...valueMatches('headers', headers), source };
}

function uriMatch({ type = 'PathPrefix', value = '/' }: NonNullable<HTTPRouteMatch['path']>): StringMatch {
  if (type === 'Exact') return { exact: value };
  if (type === 'RegularExpression') return { regex: value };
  return { prefix: value === '/' ? value : value.replace(/\/$/, '') };
}

function grpcUriMatch({ type = 'Exact', service, method }: NonNullable<GRPCMatch['method']>): StringMatch {
  if (service === undefined) return { regex: `/[^/]+/${method}` };
  if (type === 'RegularExpression') return { regex: `/${service}/${method ?? '.+'}` };
  return method === undefined ? { prefix: `/${service}/` } : { exact: `/${service}/${method}` };
}

/** Names count as written; of entries with one name the last counts. */
function valueMatches(
  field: 'headers' | 'queryParams',
  matches: readonly ValueMatch[] = [],
): Pick<HTTPMatchRequest, typeof field> {
  if (matches.length === 0) return {};
  const entries = matches.map(({ name, type, value }): [string, StringMatch] => [
    name,
    type === 'RegularExpression' ? { regex: value } : { exact: value },
  ]);
  return { [field]: Object.fromEntries(entries) };
}
