import { asciiLowerCase } from './ascii-case.ts';
import type { RedirectAction } from './config.ts';
import { firstLine, type HeaderMap } from './header-map.ts';
import type { PathCondition } from './path-match.ts';
import { rewrittenTarget } from './rewrite.ts';

const statuses = { FOUND: 302, SEE_OTHER: 303, TEMPORARY_REDIRECT: 307, PERMANENT_REDIRECT: 308 };

/** The status of a redirect; 301 by default. */
export function redirectStatus(redirect: RedirectAction): number {
  return redirect.responseCode ? statuses[redirect.responseCode] : 301;
}

/**
 * The Location of a redirect, always absolute (Envoy: http/utility.cc, newUri; istio-semantics R5.2 to R5.7). An empty redirect gives the
 * request's own URL.
 */
export function redirectLocation(headers: HeaderMap, redirect: RedirectAction, path: PathCondition): string {
  const scheme =
    redirect.schemeRedirect || (redirect.httpsRedirect ? 'https' : (firstLine(headers, ':scheme') ?? 'http'));
  const port = redirect.portRedirect ? `:${redirect.portRedirect}` : '';
  const host = redirect.hostRedirect || requestHost(headers, scheme, port);
  return `${scheme}://${host}${port}${redirectPath(headers, redirect, path)}`;
}

/** Where a virtual host that requires TLS sends a plain request: the same URL with https, its port included. */
export function tlsRedirectLocation(headers: HeaderMap): string {
  return `https://${firstLine(headers, ':authority') ?? ''}${firstLine(headers, ':path') ?? ''}`;
}

/** The request's host, without its port where the redirect brings one or where it is the default of the scheme that changes. */
function requestHost(headers: HeaderMap, scheme: string, port: string): string {
  const authority = firstLine(headers, ':authority') ?? '';
  const colon = authority.lastIndexOf(':');
  if (colon <= authority.lastIndexOf(']')) return authority;
  const forwarded = asciiLowerCase(firstLine(headers, 'x-forwarded-proto') ?? '');
  const isDefaultPort = authority.slice(colon) === { http: ':80', https: ':443' }[forwarded];
  return port !== '' || (scheme !== forwarded && isDefaultPort) ? authority.slice(0, colon) : authority;
}

/** A path redirect with a query of its own drops the request's; all else keeps it. A missing leading slash is added. */
function redirectPath(headers: HeaderMap, redirect: RedirectAction, path: PathCondition): string {
  const target = rewrittenTarget(headers, path, redirect) ?? firstLine(headers, ':path') ?? '';
  const question = target.indexOf('?');
  const query = question < 0 || redirect.stripQuery ? '' : target.slice(question);
  const written = redirect.pathRedirect || (question < 0 ? target : target.slice(0, question));
  const slash = written.startsWith('/') ? '' : '/';
  return slash + written + (written.includes('?') ? '' : query);
}
