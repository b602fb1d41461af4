import type { RedirectAction } from '../../envoy/config.ts';
import type { HTTPRedirect } from '../../istio/virtual-service.ts';

/** Where a redirect is built for: its port and whether TLS ends there decide what a derived or default port is. */
export type RedirectPlace = { readonly listenPort: number; readonly isTls: boolean };

const responseCodes: Readonly<Record<number, RedirectAction['responseCode']>> = {
  302: 'FOUND',
  303: 'SEE_OTHER',
  307: 'TEMPORARY_REDIRECT',
  308: 'PERMANENT_REDIRECT',
};

/** A redirect as Envoy has it; null for a code that Envoy does not know: the route then has no action at all (istio-semantics R5.1–R5.6; route.go:ApplyRedirect). */
export function redirectAction(redirect: HTTPRedirect, place: RedirectPlace): RedirectAction | null {
  const { scheme, authority, redirectCode = 301 } = redirect;
  const responseCode = responseCodes[redirectCode];
  if (!responseCode && redirectCode !== 301 && redirectCode !== 0) return null;
  const portRedirect = portOf(redirect, place);
  return {
    ...(scheme && { schemeRedirect: scheme }),
    ...(authority && { hostRedirect: authority }),
    ...(portRedirect !== 0 && { portRedirect }),
    ...pathOf(redirect),
    ...(responseCode && { responseCode }),
  };
}

function pathOf({ uri = '', prefixRewrite }: HTTPRedirect): RedirectAction {
  return prefixRewrite ? { prefixRewrite } : { pathRedirect: uri };
}

/** 0 for none: a scheme's own port is never spelt out (istio-semantics R5.4). */
function portOf({ port, derivePort, scheme }: HTTPRedirect, { listenPort, isTls }: RedirectPlace): number {
  const wanted = port ?? (derivePort === 'FROM_REQUEST_PORT' ? listenPort : 0);
  const isHttps = scheme ? scheme === 'https' : isTls;
  return wanted === (isHttps ? 443 : 80) ? 0 : wanted;
}
