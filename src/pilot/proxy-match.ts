import { hasLabels } from '../istio/labels.ts';
import type { Omission } from './generate.ts';
import type { Proxy } from './proxy.ts';

/** Whom rules are built for: a proxy, the gateway it stands for (`mesh`, or `namespace/name`), a port. */
export type ProxyMatchContext = {
  readonly proxy: Proxy;
  readonly gatewayName: string;
  readonly listenPort: number;
};

/** The conditions of a match entry that are asked of the proxy, not of the request. */
type ProxyConditions = {
  readonly port?: number;
  readonly gateways?: readonly string[];
  readonly sourceLabels?: Readonly<Record<string, string>>;
  readonly sourceNamespace?: string;
};

type Mismatch = Pick<Omission, 'reason' | 'message'>;

/**
 * Why an `http` match entry is not for this proxy and port, or null. Where it names gateways, labels and namespace of the caller are not asked
 * (istio-semantics R3.5, R3.12, R3.13; route.go:sourceMatchHTTP).
 */
export function httpMismatch(conditions: ProxyConditions, context: ProxyMatchContext): Mismatch | null {
  const { gateways = [] } = conditions;
  const who = gateways.length > 0 ? gatewayMismatch : callerMismatch;
  return portMismatch(conditions, context) ?? who(conditions, context);
}

/** Why a `tls` or `tcp` match entry is not for this proxy and port: here all conditions count (istio-semantics R6.3, R6.10; tls.go:matchTLS, matchTCP). */
export function l4Mismatch(conditions: ProxyConditions, context: ProxyMatchContext): Mismatch | null {
  return (
    portMismatch(conditions, context) ?? gatewayMismatch(conditions, context) ?? callerMismatch(conditions, context)
  );
}

function portMismatch({ port }: ProxyConditions, { listenPort }: ProxyMatchContext): Mismatch | null {
  if (!port || port === listenPort) return null;
  return { reason: 'port', message: `This entry is for port ${port}, where the host is not served to this caller.` };
}

function gatewayMismatch({ gateways = [] }: ProxyConditions, { gatewayName }: ProxyMatchContext): Mismatch | null {
  if (gateways.length === 0 || gateways.includes(gatewayName)) return null;
  const message = `This entry is for ${gateways.join(', ')}, not for ${gatewayName}.`;
  return { reason: 'other-gateway', message };
}

function callerMismatch(
  { sourceLabels = {}, sourceNamespace }: ProxyConditions,
  { proxy }: ProxyMatchContext,
): Mismatch | null {
  if (!hasLabels(proxy.labels, sourceLabels)) {
    const wanted = Object.entries(sourceLabels).map(([name, value]) => `${name}=${value}`);
    return { reason: 'not-for-this-caller', message: `This entry is for callers labelled ${wanted.join(', ')}.` };
  }
  if (!sourceNamespace || sourceNamespace === proxy.namespace) return null;
  return { reason: 'not-for-this-caller', message: `This entry is for callers in the namespace ${sourceNamespace}.` };
}
