import type { Route } from '../../envoy/config.ts';
import type { HTTPDirectResponse } from '../../istio/virtual-service.ts';

/** An answer by the proxy itself (istio-semantics §5.2; route.go:ApplyDirectResponse). */
export function directResponse({ status, body }: HTTPDirectResponse): NonNullable<Route['directResponse']> {
  if (body?.string !== undefined) return { status, body: { inlineString: body.string } };
  return body?.bytes === undefined ? { status } : { status, body: { inlineBytes: body.bytes } };
}
