import type { RouteFilter } from '../../istio/gateway-api.ts';
import type { HTTPRedirect } from '../../istio/virtual-service.ts';

/**
 * A RequestRedirect filter as Istio's redirect: without a port the scheme's own port where a scheme is given, else the request's
 * (istio-semantics R11.6; conversion.go:createRedirectFilter). The API's default code is 302.
 */
export function convertRedirect({
  scheme,
  hostname,
  path,
  port,
  statusCode = 302,
}: NonNullable<RouteFilter['requestRedirect']>): HTTPRedirect {
  const derivePort = scheme === undefined ? 'FROM_REQUEST_PORT' : 'FROM_PROTOCOL_DEFAULT';
  return {
    redirectCode: statusCode,
    ...(hostname !== undefined && { authority: hostname }),
    ...(scheme !== undefined && { scheme }),
    ...(port === undefined ? { derivePort } : { port }),
    ...(path?.type === 'ReplaceFullPath' && { uri: path.replaceFullPath ?? '' }),
    ...(path?.type === 'ReplacePrefixMatch' && { prefixRewrite: path.replacePrefixMatch ?? '' }),
  };
}
