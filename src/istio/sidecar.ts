import type { ConnectionPoolSettings } from './destination-rule.ts';
import type { ServerTLSSettings } from './gateway.ts';

/** `spec` of a Sidecar. */
export type Sidecar = {
  workloadSelector?: { labels?: Record<string, string> };
  egress?: IstioEgressListener[];
  ingress?: IstioIngressListener[];
  outboundTrafficPolicy?: OutboundTrafficPolicy;
  inboundConnectionPool?: ConnectionPoolSettings;
};
export type SidecarPort = { number?: number; protocol?: string; name?: string; targetPort?: number };
export type IstioIngressListener = {
  port: SidecarPort;
  bind?: string;
  captureMode?: 'DEFAULT' | 'IPTABLES' | 'NONE';
  defaultEndpoint?: string;
  tls?: ServerTLSSettings;
  connectionPool?: ConnectionPoolSettings;
};
export type IstioEgressListener = {
  port?: SidecarPort;
  bind?: string;
  captureMode?: 'DEFAULT' | 'IPTABLES' | 'NONE';
  hosts: string[];
};
export type OutboundTrafficPolicy = {
  mode?: 'REGISTRY_ONLY' | 'ALLOW_ANY' | 'ALLOW_ANY_DYNAMIC_DNS';
  egressProxy?: { host: string; subset?: string; port?: { number?: number } };
};
