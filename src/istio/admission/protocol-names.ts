const http: ReadonlySet<string> = new Set(['http', 'http2', 'http_proxy', 'grpc', 'grpc-web']);
const tls: ReadonlySet<string> = new Set(['https', 'tls']);
const others: ReadonlySet<string> = new Set(['tcp', 'udp', 'mongo', 'redis', 'mysql']);

/** Whether Istio knows a protocol by this name, in any case (pkg/config/protocol/instance.go:Parse). */
export function isProtocolName(name: string): boolean {
  return isHttpName(name) || isTlsName(name) || others.has(name.toLowerCase());
}

/** Whether a protocol's name means HTTP in plain text. */
export function isHttpName(name: string): boolean {
  return http.has(name.toLowerCase());
}

/** Whether a protocol's name means TLS. */
export function isTlsName(name: string): boolean {
  return tls.has(name.toLowerCase());
}

/** Whether a protocol's name means streams of bytes, TLS included. */
export function isTcpName(name: string): boolean {
  return isTlsName(name) || (others.has(name.toLowerCase()) && name.toLowerCase() !== 'udp');
}
