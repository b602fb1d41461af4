import { sourceInside, type Source } from '../istio/source.ts';
import type { HeaderOperations, HTTPRedirect, HTTPRewrite, HTTPRoute } from '../istio/virtual-service.ts';
import type { Action } from './graph.ts';

/** What an http rule does besides choosing destinations: an icon and a few words each, in the order in which Envoy acts. */
export function httpActions(route: HTTPRoute, rule: Source): Action[] {
  const at = (...path: (string | number)[]) => sourceInside(rule, ...path);
  const actions: Action[] = [];
  const { fault, redirect, directResponse, delegate, rewrite, timeout, retries } = route;
  if (delegate) {
    const name = [delegate.namespace, delegate.name].filter(Boolean).join('/');
    actions.push({ icon: 'delegate', label: `delegate to ${name || '?'}`, source: at('delegate') });
  }
  if (fault?.delay) {
    const label = `delay ${fault.delay.fixedDelay ?? fault.delay.exponentialDelay ?? ''}`;
    actions.push({ icon: 'delay', label: label + share(fault.delay), source: at('fault', 'delay') });
  }
  if (fault?.abort) {
    const status = fault.abort.httpStatus ?? fault.abort.grpcStatus ?? fault.abort.http2Error ?? '';
    actions.push({ icon: 'abort', label: `abort ${status}${share(fault.abort)}`, source: at('fault', 'abort') });
  }
  if (redirect) actions.push({ icon: 'redirect', label: redirectWords(redirect), source: at('redirect') });
  if (directResponse) {
    actions.push({ icon: 'direct-response', label: `answer ${directResponse.status}`, source: at('directResponse') });
  }
  if (rewrite) actions.push({ icon: 'rewrite', label: rewriteWords(rewrite), source: at('rewrite') });
  if (timeout !== undefined) actions.push({ icon: 'timeout', label: `timeout ${timeout}`, source: at('timeout') });
  if (retries) {
    const perTry = retries.perTryTimeout ? ` × ${retries.perTryTimeout}` : '';
    const label = retries.attempts === 0 ? 'no retries' : `retries ${retries.attempts ?? 'default'}${perTry}`;
    actions.push({ icon: 'retries', label, source: at('retries') });
  }
  if (route.mirror) actions.push({ icon: 'mirror', label: 'mirror', source: at('mirror') });
  if (route.mirrors?.length) {
    const label = route.mirrors.length === 1 ? 'mirror' : `${route.mirrors.length} mirrors`;
    actions.push({ icon: 'mirror', label, source: at('mirrors') });
  }
  const headers = headerWords(route);
  if (headers) actions.push({ icon: 'headers', label: headers.label, source: at(...headers.path) });
  if (route.corsPolicy) actions.push({ icon: 'cors', label: 'CORS', source: at('corsPolicy') });
  return actions;
}

/** A fault without a percentage never fires; only a delay still heeds the old integer `percent` (istio-semantics R5.25). */
function share(fault: { percent?: number; percentage?: { value?: number } }): string {
  const percent = (fault.percentage ? fault.percentage.value : fault.percent) ?? 0;
  return percent === 0 ? ' · never' : percent === 100 ? '' : ` · ${percent} %`;
}

function redirectWords(redirect: HTTPRedirect): string {
  const scheme = redirect.scheme ? `${redirect.scheme}://` : '';
  const port = redirect.port === undefined ? '' : `:${redirect.port}`;
  const path = redirect.uri ?? redirect.prefixRewrite ?? '';
  return `redirect ${redirect.redirectCode ?? 301} ${scheme}${redirect.authority ?? ''}${port}${path}`.trimEnd();
}

function rewriteWords(rewrite: HTTPRewrite): string {
  const { uriRegexRewrite: regex } = rewrite;
  const words = [
    rewrite.uri,
    regex && `${regex.match ?? ''} → ${regex.rewrite ?? ''}`,
    rewrite.authority && `host ${rewrite.authority}`,
  ];
  return `rewrite ${words.filter(Boolean).join(', ')}`.trimEnd();
}

/** Header operations of the rule and of its destinations, counted. */
function headerWords(route: HTTPRoute): { label: string; path: (string | number)[] } | null {
  const places = [
    { headers: route.headers, path: ['headers'] },
    ...(route.route ?? []).map((one, index) => ({ headers: one.headers, path: ['route', index, 'headers'] })),
  ];
  const first = places.find((place) => place.headers);
  if (!first) return null;
  let written = 0;
  let removed = 0;
  const count = (operations: HeaderOperations | undefined) => {
    written += Object.keys(operations?.set ?? {}).length + Object.keys(operations?.add ?? {}).length;
    removed += operations?.remove?.length ?? 0;
  };
  for (const { headers } of places) {
    count(headers?.request);
    count(headers?.response);
  }
  const counts = [written > 0 && `+${written}`, removed > 0 && `−${removed}`].filter(Boolean).join(' ');
  return { label: `headers ${counts}`.trimEnd(), path: first.path };
}
