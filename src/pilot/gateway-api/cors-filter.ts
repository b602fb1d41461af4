import type { CORSFilter } from '../../istio/gateway-api.ts';
import type { CorsPolicy, StringMatch } from '../../istio/virtual-service.ts';

/** A CORS filter as Istio's policy: preflights that match nothing are answered all the same (istio-semantics R11.6; conversion.go:createCorsFilter). */
export function convertCors(filter: CORSFilter): CorsPolicy {
  const {
    allowOrigins = [],
    allowCredentials = false,
    allowMethods = [],
    allowHeaders = [],
    exposeHeaders = [],
    maxAge = 5,
  } = filter;
  return {
    allowOrigins: allowOrigins.filter((origin) => origin !== '').map(originMatch),
    allowMethods,
    allowHeaders,
    exposeHeaders,
    ...(allowCredentials && { allowCredentials }),
    ...(maxAge > 0 && { maxAge: `${maxAge}s` }),
    unmatchedPreflights: 'IGNORE',
  };
}

/** `*` alone means every well-formed origin; one at the end a prefix; any other a run of any characters. */
function originMatch(origin: string): StringMatch {
  if (origin === '*') return { regex: '^[a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s?#]+$' };
  const star = origin.indexOf('*');
  if (star < 0) return { exact: origin };
  if (star === origin.length - 1) return { prefix: origin.slice(0, -1) };
  return { regex: `^${origin.split('*').map(quoted).join('.*')}$` };
}

/** The text as a regular expression that matches nothing else. */
function quoted(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}
