import type { Route } from '../../envoy/config.ts';
import type { HTTPDirectResponse } from '../../istio/virtual-service.ts';

/** The answer that a rule gives by itself (route.go:ApplyDirectResponse). */
export function directResponse({ status, body }: HTTPDirectResponse): Pick<Route, 'directResponse'> {
  if (body?.string !== undefined) return { directResponse: { status, body: { inlineString: body.string } } };
  if (body?.bytes !== undefined) return { directResponse: { status, body: { inlineBytes: body.bytes } } };
  return { directResponse: { status } };
}
