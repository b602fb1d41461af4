import type { RouteAction } from './config.ts';
import type { HeaderMap } from './header-map.ts';
import type { PathCondition } from './path-match.ts';
import { compileRegex } from './regex.ts';
import { requestHead } from './request-head.ts';

/**
 * The path and query that go upstream, or null where the route rewrites nothing (Envoy: config_impl.cc,
 * currentUrlPathAfterRewriteWithMatchedPath; istio-semantics R5.9). A prefix rewrite replaces what the path condition matched, a regex
 * rewrite every match in the path; the query stays.
 */
export function rewrittenTarget(
  headers: HeaderMap,
  path: PathCondition,
  action: Pick<RouteAction, 'prefixRewrite' | 'regexRewrite'>,
): string | null {
  const target = headers.get(':path')?.[0] ?? '';
  const written = requestHead(headers).path;
  if (action.prefixRewrite) return action.prefixRewrite + target.slice(path.matchedPart(written).length);
  if (!action.regexRewrite) return null;
  const { pattern, substitution } = action.regexRewrite;
  return compileRegex(pattern.regex).replaceAll(written, substitution) + target.slice(written.length);
}
