import type { GRPCRouteRule, HTTPRouteMatch, ValueMatch } from './gateway-api.ts';
import type { HTTPMatchRequest, StringMatch } from './virtual-service.ts';

export type GRPCRouteMatch = NonNullable<GRPCRouteRule['matches']>[number];

/** A match of an HTTPRoute in the words of a VirtualService; without a path it is the prefix `/` (conversion.go:createURIMatch and its neighbours). */
export function convertHttpMatch({ path = {}, headers, queryParams, method }: HTTPRouteMatch): HTTPMatchRequest {
  return {
    uri: uriMatch(path),
    ...valueMatches('headers', headers),
    ...valueMatches('queryParams', queryParams),
    ...(method !== undefined && { method: { exact: method } }),
  };
}

/** A match of a GRPCRoute likewise; null where its method names neither service nor method (istio-semantics R11.10). */
export function convertGrpcMatch({ method, headers }: GRPCRouteMatch): HTTPMatchRequest | null {
  if (method && method.service === undefined && method.method === undefined) return null;
  return { ...(method && { uri: grpcUriMatch(method) }), ...valueMatches('headers', headers) };
}

function uriMatch({ type = 'PathPrefix', value = '/' }: NonNullable<HTTPRouteMatch['path']>): StringMatch {
  if (type === 'Exact') return { exact: value };
  if (type === 'RegularExpression') return { regex: value };
  return { prefix: value === '/' ? value : value.replace(/\/$/, '') };
}

function grpcUriMatch({ type = 'Exact', service, method }: NonNullable<GRPCRouteMatch['method']>): StringMatch {
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
