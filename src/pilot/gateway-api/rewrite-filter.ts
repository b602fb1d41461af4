import type { RouteFilter } from '../../istio/gateway-api.ts';
import type { HTTPRewrite } from '../../istio/virtual-service.ts';

/** A URLRewrite filter as Istio's rewrite; null where it changes nothing (conversion.go:createRewriteFilter). */
export function convertRewrite({ hostname = '', path }: NonNullable<RouteFilter['urlRewrite']>): HTTPRewrite | null {
  const rewrite: HTTPRewrite = {};
  // A slash at the end counts for nothing; to replace the prefix by `/` is to take it away.
  if (path?.type === 'ReplacePrefixMatch') rewrite.uri = (path.replacePrefixMatch ?? '').replace(/\/$/, '') || '/';
  if (path?.type === 'ReplaceFullPath') rewrite.uriRegexRewrite = { match: '/.*', rewrite: path.replaceFullPath ?? '' };
  if (hostname !== '') rewrite.authority = hostname;
  return Object.keys(rewrite).length > 0 ? rewrite : null;
}
