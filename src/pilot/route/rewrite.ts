import type { RouteAction, RouteMatch } from '../../envoy/config.ts';
import type { HTTPRewrite } from '../../istio/virtual-service.ts';
import type { PrefixSemantics } from './route-match.ts';

/**
 * What becomes of the path (istio-semantics §5.3; route.go:applyHTTPRouteDestination). To replace whole segments by `/` is to take them away,
 * which Envoy's prefix rewrite would answer with two slashes.
 */
export function pathRewrite(
  { uri = '', uriRegexRewrite }: HTTPRewrite,
  match: RouteMatch,
  prefixSemantics: PrefixSemantics,
): Pick<RouteAction, 'prefixRewrite' | 'regexRewrite'> {
  if (uriRegexRewrite) {
    const { match: regex = '', rewrite: substitution = '' } = uriRegexRewrite;
    return { regexRewrite: { pattern: { regex }, substitution } };
  }
  if (uri === '') return {};
  if (prefixSemantics === 'text' || uri !== '/') return { prefixRewrite: uri };
  const regex = `^${quoteMeta(match.pathSeparatedPrefix ?? '')}(/?)(.*)`;
  return { regexRewrite: { pattern: { regex }, substitution: '/\\2' } };
}

/** A text that stands for itself in RE2 (Go: regexp.QuoteMeta). */
function quoteMeta(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}
