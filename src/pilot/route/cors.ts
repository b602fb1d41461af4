import type { CorsPolicy as EnvoyCorsPolicy } from '../../envoy/config.ts';
import { parseDuration } from '../../istio/duration.ts';
import type { CorsPolicy } from '../../istio/virtual-service.ts';
import { stringMatcher } from './string-match.ts';

/** The CORS filter's configuration for a rule (istio-semantics R5.34–R5.39; route.go:TranslateCORSPolicy). */
export function corsFilter(cors: CorsPolicy): EnvoyCorsPolicy {
  const origins = cors.allowOrigins?.length
    ? cors.allowOrigins.flatMap((origin) => stringMatcher(origin) ?? [])
    : (cors.allowOrigin ?? []).map((exact) => ({ exact }));
  const maxAge = cors.maxAge === undefined ? null : parseDuration(cors.maxAge);
  return {
    ...(origins.length > 0 ? { allowOriginStringMatch: origins } : {}),
    ...(cors.allowMethods?.length ? { allowMethods: cors.allowMethods.join(',') } : {}),
    ...(cors.allowHeaders?.length ? { allowHeaders: cors.allowHeaders.join(',') } : {}),
    ...(cors.exposeHeaders?.length ? { exposeHeaders: cors.exposeHeaders.join(',') } : {}),
    ...(maxAge === null ? {} : { maxAge: String(Math.trunc(maxAge / 1e9)) }),
    ...(cors.allowCredentials === undefined ? {} : { allowCredentials: cors.allowCredentials }),
    filterEnabled: { defaultValue: { numerator: 100 } },
    forwardNotMatchingPreflights: cors.unmatchedPreflights !== 'IGNORE',
  };
}
