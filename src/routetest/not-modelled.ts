/** Kinds that can change what happens to a request and that no engine here follows, with what they may do. */
export const notModelledKinds: Readonly<Record<string, string>> = {
  EnvoyFilter: 'may rewrite any part of the proxy’s configuration',
  WasmPlugin: 'may answer or change requests',
  AuthorizationPolicy: 'may refuse the request with 403',
  RequestAuthentication: 'may refuse the request with 401',
  PeerAuthentication: 'may refuse plain-text connections',
  ProxyConfig: 'may change how the proxy runs',
  Ingress: 'makes routes of its own at gateways',
  BackendTLSPolicy: 'decides over TLS to the destination',
  ListenerSet: 'adds listeners to gateways',
  XListenerSet: 'adds listeners to gateways',
  InferencePool: 'may choose the endpoint',
};

/** What the engines do not follow, in sentences: the README and the app show the same. */
export const notModelled: readonly string[] = [
  'EnvoyFilter, WasmPlugin, AuthorizationPolicy, RequestAuthentication (so JWT claims never match), PeerAuthentication, ProxyConfig, Telemetry, Ingress.',
  'Ambient mode: ztunnel and waypoints. Sidecar ingress listeners and the inbound side of the called workload.',
  'ListenerSet, InferencePool and the experimental kinds of the Gateway API; QUIC; BackendTLSPolicy.',
  'Balancing between endpoints: locality, health over time, ejection in motion; the outbound policy ALLOW_ANY_DYNAMIC_DNS; TLS between proxies (handshakes are taken as completed).',
  'Istio before 1.26. Between 1.26 and the measured version, what is known to change an answer is followed; what changed in endpoints and balancing alone is not.',
  'Of a loaded Envoy dump: HTTP and network filters beside routing, CORS and faults, and the few fields of routes that Istio does not write. The Envoy tab lists those of the dump at hand.',
];
