import type { RouteAction, RouteMatch } from '../../envoy/config.ts';
import type { HTTPRewrite } from '../../istio/virtual-service.ts';

/**
 * How a rule changes the path (istio-semantics 5.3, R5.9; route.go:applyHTTPRouteDestination). Where a prefix counts whole segments and is replaced by `/`,
 * the slash behind it goes with it.
 */
export function pathRewrite(
  { uri, uriRegexRewrite }: HTTPRewrite,
  match: RouteMatch,
): Pick<RouteAction, 'prefixRewrite' | 'regexRewrite'> {
  if (uriRegexRewrite) {
    return {
      regexRewrite: { pattern: { regex: uriRegexRewrite.match ?? '' }, substitution: uriRegexRewrite.rewrite ?? '' },
    };
  }
  if (!uri) return {};
  if (uri === '/' && match.pathSeparatedPrefix !== undefined) {
    const quoted = match.pathSeparatedPrefix.replaceAll(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`);
    return { regexRewrite: { pattern: { regex: `^${quoted}(/?)(.*)` }, substitution: String.raw`/\2` } };
  }
  return { prefixRewrite: uri };
}
