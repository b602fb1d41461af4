import type { CorsPolicy } from '../../envoy/config.ts';
import type { CorsPolicy as IstioCorsPolicy } from '../../istio/virtual-service.ts';
import { protobufDuration } from '../duration.ts';
import { stringMatcher } from './string-matcher.ts';

/** The CORS policy of a rule (istio-semantics §5.8; route.go:TranslateCORSPolicy). */
export function translateCors(policy: IstioCorsPolicy): CorsPolicy {
  const { allowOrigins, allowOrigin, allowMethods = [], allowHeaders = [], exposeHeaders = [] } = policy;
  const origins = allowOrigins?.map(stringMatcher) ?? allowOrigin?.map((exact) => ({ exact })) ?? [];
  const maxAge = protobufDuration(policy.maxAge ?? '');
  return {
    ...(origins.length > 0 && { allowOriginStringMatch: origins }),
    ...(allowMethods.length > 0 && { allowMethods: allowMethods.join(',') }),
    ...(allowHeaders.length > 0 && { allowHeaders: allowHeaders.join(',') }),
    ...(exposeHeaders.length > 0 && { exposeHeaders: exposeHeaders.join(',') }),
    ...(maxAge && { maxAge: maxAge.replace(/(?:\.\d+)?s$/, '') }),
    ...(policy.allowCredentials !== undefined && { allowCredentials: policy.allowCredentials }),
    filterEnabled: { defaultValue: { numerator: 100 } },
    forwardNotMatchingPreflights: policy.unmatchedPreflights !== 'IGNORE',
  };
}
