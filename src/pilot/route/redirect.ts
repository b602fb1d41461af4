import type { RedirectAction, Route } from '../../envoy/config.ts';
import type { HTTPRedirect } from '../../istio/virtual-service.ts';

const codes: Readonly<Record<number, RedirectAction['responseCode'] | null>> = {
  301: null,
  302: 'FOUND',
  303: 'SEE_OTHER',
  307: 'TEMPORARY_REDIRECT',
  308: 'PERMANENT_REDIRECT',
};

/** Marks a redirect's `uri` that replaces the matched prefix only: what the Gateway API's ReplacePrefixMatch became (route.go:ApplyRedirect). */
const PREFIX_MARK = '%PREFIX()%';

/**
 * The redirect of a rule (istio-semantics R5.1–R5.6; route.go:ApplyRedirect). A code that Istio does not know leaves the route without any action.
 *
 * @param listenPort the port of the listener or server that the route is built for
 */
export function redirectAction(redirect: HTTPRedirect, listenPort: number, isTls: boolean): Pick<Route, 'redirect'> {
  const responseCode = codes[redirect.redirectCode || 301];
  if (responseCode === undefined) return {};
  const port = portOf(redirect, listenPort);
  const scheme = redirect.scheme || (isTls ? 'https' : 'http');
  const isImplied = (port === 80 && scheme === 'http') || (port === 443 && scheme === 'https');
  return {
    redirect: {
      ...(redirect.scheme ? { schemeRedirect: redirect.scheme } : {}),
      ...(redirect.authority ? { hostRedirect: redirect.authority } : {}),
      ...(port > 0 && !isImplied ? { portRedirect: port } : {}),
      ...pathOf(redirect),
      ...(responseCode === null ? {} : { responseCode }),
    },
  };
}

function portOf({ port, derivePort }: HTTPRedirect, listenPort: number): number {
  if (port !== undefined) return port;
  return derivePort === 'FROM_REQUEST_PORT' ? listenPort : 0;
}

function pathOf({ uri = '', prefixRewrite }: HTTPRedirect): Pick<RedirectAction, 'pathRedirect' | 'prefixRewrite'> {
  if (prefixRewrite) return { prefixRewrite };
  return uri.startsWith(PREFIX_MARK) ? { prefixRewrite: uri.slice(PREFIX_MARK.length) } : { pathRedirect: uri };
}
