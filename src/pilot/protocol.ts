import type { Protocol } from './service.ts';

const named: Readonly<Record<string, Protocol>> = {
  http: 'HTTP',
  http2: 'HTTP2',
  grpc: 'GRPC',
  'grpc-web': 'GRPC-Web',
  http_proxy: 'HTTP_PROXY',
  https: 'HTTPS',
  tls: 'TLS',
  tcp: 'TCP',
  mongo: 'Mongo',
  redis: 'Redis',
  mysql: 'MySQL',
  udp: 'UDP',
};

const appProtocols: Readonly<Record<string, Protocol>> = {
  'kubernetes.io/h2c': 'HTTP2',
  'kubernetes.io/ws': 'HTTP',
  'kubernetes.io/wss': 'HTTPS',
};

/** Ports whose server speaks first: sniffing would wait for ever (pkg/config/kube/conversion.go). */
const serverFirstPorts = new Set([25, 53, 3306, 27017]);

/** A protocol by its name, any case; 'Unsupported' (detected at run time) for any other word (pkg/config/protocol/instance.go:Parse). */
export function parseProtocol(name: string): Protocol {
  return named[name.toLowerCase()] ?? 'Unsupported';
}

/** The protocol of a Kubernetes Service's port (istio-semantics 1.6; pkg/config/kube/conversion.go:ConvertProtocol). */
export function servicePortProtocol(port: {
  readonly port: number;
  readonly name?: string;
  readonly protocol?: string;
  readonly appProtocol?: string;
}): Protocol {
  if (port.protocol === 'UDP') return 'UDP';
  const byAppProtocol = port.appProtocol === undefined ? null : appProtocols[port.appProtocol];
  if (byAppProtocol) return byAppProtocol;
  const declared = protocolOfName(port.appProtocol ?? port.name ?? '');
  return declared === 'Unsupported' && serverFirstPorts.has(port.port) ? 'TCP' : declared;
}

/** The word before the first dash: `http` and `http-web` are HTTP, `httpweb` is nothing. What starts with `grpc-web` is that. */
function protocolOfName(name: string): Protocol {
  if (name.toLowerCase().startsWith('grpc-web')) return 'GRPC-Web';
  const dash = name.indexOf('-');
  return parseProtocol(dash < 0 ? name : name.slice(0, dash));
}

/** HTTP that Envoy can route by. */
export function isHttp(protocol: Protocol): boolean {
  return (
    protocol === 'HTTP' ||
    protocol === 'HTTP2' ||
    protocol === 'GRPC' ||
    protocol === 'GRPC-Web' ||
    protocol === 'HTTP_PROXY'
  );
}

/** HTTP/2 on the wire (pkg/config/protocol/instance.go:IsHTTP2). */
export function isHttp2(protocol: Protocol): boolean {
  return protocol === 'HTTP2' || protocol === 'GRPC' || protocol === 'GRPC-Web';
}

/** TLS that the application speaks itself. */
export function isTls(protocol: Protocol): boolean {
  return protocol === 'HTTPS' || protocol === 'TLS';
}

/** HTTP or not, found out at run time. */
export function isSniffed(protocol: Protocol): boolean {
  return protocol === 'Unsupported';
}
