/** `spec` of a Sidecar, as far as a client's routing rests on it. */
export type Sidecar = {
  workloadSelector?: { labels?: Record<string, string> };
  egress?: IstioEgressListener[];
  ingress?: unknown[];
  outboundTrafficPolicy?: OutboundTrafficPolicy;
  inboundConnectionPool?: unknown;
};
export type IstioEgressListener = {
  port?: { number?: number; protocol?: string; name?: string };
  bind?: string;
  captureMode?: 'DEFAULT' | 'IPTABLES' | 'NONE';
  hosts: string[];
};
export type OutboundTrafficPolicy = {
  mode?: 'REGISTRY_ONLY' | 'ALLOW_ANY' | 'ALLOW_ANY_DYNAMIC_DNS';
  egressProxy?: { host: string; subset?: string; port?: { number?: number } };
};
