import type { HttpConnectionManager } from './config.ts';
import { appendHeader, firstLine, headerMap, type HeaderMap } from './header-map.ts';
import { headerLines, refusedByCodec } from './http1-codec.ts';
import type { LocalReply } from './local-reply.ts';
import { normalizeTarget } from './path-normalization.ts';
import type { Request } from './request.ts';
import { requestHead, type RequestHead } from './request-head.ts';
import { upgradeOf } from './upgrade.ts';

/** What the connection manager makes of a request before a route is looked for. */
export type ReceivedRequest =
  | { readonly type: 'accepted'; readonly head: RequestHead }
  | {
      readonly type: 'refused';
      readonly reply: LocalReply;
      readonly headers: HeaderMap;
      readonly location: string | null;
    };

/**
 * Decodes, normalises the path and sets the headers that matching can ask for (Envoy: http/conn_manager_utility.cc, maybeNormalizePath,
 * mutateRequestHeaders). `isTls`: the connection was TLS, terminated here.
 */
export function receiveRequest(manager: HttpConnectionManager, request: Request, isTls: boolean): ReceivedRequest {
  const headers = incomingHeaders(manager, request, isTls);
  const refuse = (reply: LocalReply, location: string | null = null) =>
    ({ type: 'refused', reply, headers, location }) as const;
  const refusal = refusedByCodec(request);
  if (refusal) return refuse(refusal);
  const normalized = normalizeTarget(request.path, manager);
  if (!normalized) return refuse({ status: 400, body: '', flags: [], details: 'path_normalization_failed' });
  if (normalized.redirect) {
    return refuse({ status: 307, body: '', flags: [], details: 'path_normalization_failed' }, normalized.target);
  }
  return { type: 'accepted', head: requestHead(new Map([...headers, [':path', [normalized.target]]])) };
}

function incomingHeaders(manager: HttpConnectionManager, request: Request, isTls: boolean): HeaderMap {
  const headers = headerMap(headerLines(request));
  const scheme = isTls ? 'https' : 'http';
  removeHopByHop(headers);
  const forwarded = firstLine(headers, 'x-forwarded-proto');
  if (manager.useRemoteAddress || forwarded === null) headers.set('x-forwarded-proto', [scheme]);
  if (!headers.has('x-request-id')) headers.set('x-request-id', ['00000000-0000-4000-8000-000000000000']);
  headers.set(':method', [request.method]);
  headers.set(':authority', [request.authority]);
  headers.set(':path', [request.path]);
  headers.set(':scheme', [schemeOf(firstLine(headers, 'x-forwarded-proto'), scheme)]);
  return headers;
}

/** X-Forwarded-Proto is believed where it names a scheme; which one counts, the client's or the proxy's, was decided before. */
function schemeOf(forwarded: string | null, scheme: string): string {
  return forwarded !== null && /^https?$/i.test(forwarded) ? forwarded.toLowerCase() : scheme;
}

/** Headers that belong to the client's connection alone: those that Connection names, and unless the request is an upgrade, its header. */
function removeHopByHop(headers: Map<string, readonly string[]>): void {
  const isUpgrade = upgradeOf(headers) !== null;
  const nominated = (headers.get('connection') ?? []).flatMap((line) => line.split(','));
  for (const token of nominated) {
    const name = token.trim().toLowerCase();
    if (name !== 'te' && !(isUpgrade && name === 'upgrade')) headers.delete(name);
  }
  if (!isUpgrade) for (const name of ['connection', 'upgrade']) headers.delete(name);
  for (const name of ['keep-alive', 'proxy-connection', 'transfer-encoding']) headers.delete(name);
  const trailers = (headers.get('te') ?? []).some((line) => /(?:^|,)\s*trailers\s*(?:$|[,;])/i.test(line));
  headers.delete('te');
  if (trailers) appendHeader(headers, 'te', 'trailers');
}
