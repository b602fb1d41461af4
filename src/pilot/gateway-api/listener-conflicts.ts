import type { GatewayListener } from '../../istio/gateway-api.ts';

/** The earlier listener that leaves no room for this one, or null (gatewaycommon/listener_conflict.go). Losers do not count against later ones. */
export function conflictingListener(
  listener: GatewayListener,
  accepted: readonly GatewayListener[],
): GatewayListener | null {
  return accepted.find((earlier) => !areDistinct(listener, earlier)) ?? null;
}

const byHostname = new Set(['HTTP', 'HTTPS', 'TLS']);
const byPort = new Set(['TCP', 'UDP']);

function areDistinct(a: GatewayListener, b: GatewayListener): boolean {
  if (a.port !== b.port) return true;
  if (byHostname.has(a.protocol) && byHostname.has(b.protocol)) return (a.hostname ?? '*') !== (b.hostname ?? '*');
  const known = (protocol: string) => byHostname.has(protocol) || byPort.has(protocol);
  if (known(a.protocol) && known(b.protocol)) return false;
  return a.protocol !== b.protocol;
}
