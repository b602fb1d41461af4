import type { HTTPMatchRequest } from '../../istio/virtual-service.ts';
import type { Omission } from '../generate.ts';
import type { Proxy } from '../proxy.ts';
import { hasLabels } from '../endpoints.ts';

/** Whom the routes are built for. */
export type ProxyMatchContext = {
  readonly proxy: Proxy;
  readonly gatewayNames: ReadonlySet<string>;
  readonly listenPort: number;
};

type Mismatch = Pick<Omission, 'reason' | 'message'>;

/**
 * Why a match entry is not for this proxy and port, or null. Where it names gateways, labels and namespace of the caller are not asked
 * (istio-semantics R3.5, R3.12, R3.13; route.go:sourceMatchHTTP).
 */
export function proxyMismatch(match: HTTPMatchRequest | null, context: ProxyMatchContext): Mismatch | null {
  if (!match) return null;
  const { port, gateways = [], sourceLabels = {}, sourceNamespace } = match;
  const { proxy, gatewayNames, listenPort } = context;
  if (port && port !== listenPort) {
    return { reason: 'port', message: `This entry is for port ${port}, not for ${listenPort}.` };
  }
  if (gateways.length > 0) {
    if (gateways.some((gateway) => gatewayNames.has(gateway))) return null;
    return {
      reason: 'other-gateway',
      message: `This entry is for ${gateways.join(', ')}, not for ${[...gatewayNames].join(', ')}.`,
    };
  }
  if (!hasLabels(proxy.labels, sourceLabels)) {
    const wanted = Object.entries(sourceLabels).map(([name, value]) => `${name}=${value}`);
    return { reason: 'not-for-this-caller', message: `This entry is for callers labelled ${wanted.join(', ')}.` };
  }
  if (sourceNamespace && sourceNamespace !== proxy.namespace) {
    return { reason: 'not-for-this-caller', message: `This entry is for callers in the namespace ${sourceNamespace}.` };
  }
  return null;
}
