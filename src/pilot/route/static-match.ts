import type { HTTPMatchRequest } from '../../istio/virtual-service.ts';
import { hasLabels } from '../endpoints.ts';
import type { Proxy } from '../proxy.ts';

/** What routes are built for: a proxy, the names it goes by in `gateways` ("mesh", or a Gateway's), and a port. */
export type RouteTarget = {
  readonly proxy: Proxy;
  readonly gatewayName: string;
  readonly listenPort: number;
};

/** Why a match entry is not for this proxy, port and gateway; null where it is (istio-semantics R3.5, R3.12, R3.13; route.go:sourceMatchHTTP). */
export function staticMismatch(
  match: HTTPMatchRequest,
  { proxy, gatewayName, listenPort }: RouteTarget,
): { reason: 'not-for-this-caller' | 'other-gateway' | 'port'; message: string } | null {
  if (match.gateways?.length) {
    // Gateways alone are looked at then: sourceLabels and sourceNamespace of the same entry say nothing (R3.12).
    if (!match.gateways.includes(gatewayName)) {
      return {
        reason: 'other-gateway',
        message: `It is for the gateways ${match.gateways.join(', ')}, not for ${gatewayName}.`,
      };
    }
  } else {
    if (!hasLabels(proxy.labels, match.sourceLabels ?? {})) {
      const wanted = Object.entries(match.sourceLabels ?? {}).map(([key, value]) => `${key}=${value}`);
      return { reason: 'not-for-this-caller', message: `It asks for callers with the labels ${wanted.join(', ')}.` };
    }
    if (match.sourceNamespace && match.sourceNamespace !== proxy.namespace) {
      return {
        reason: 'not-for-this-caller',
        message: `It asks for callers in the namespace ${match.sourceNamespace}.`,
      };
    }
  }
  if (match.port && match.port !== listenPort) {
    return { reason: 'port', message: `It is for port ${match.port}, not for ${listenPort}.` };
  }
  return null;
}
