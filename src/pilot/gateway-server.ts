import type { Server, ServerTLSSettings } from '../istio/gateway.ts';
import type { Source } from '../istio/source.ts';
import { isHttp, parseProtocol } from './protocol.ts';

/** A server of one of the Gateways that a proxy serves, on the port it really listens on. */
export type GatewayServer = {
  /** `namespace/name` of the Gateway, as VirtualServices refer to it. */
  readonly gatewayName: string;
  readonly server: Server;
  /** The server's hosts in the forms `host` and `namespace/host` alone. */
  readonly hosts: readonly string[];
  readonly listenPort: number;
  /** '' stands for all addresses. */
  readonly bind: string;
  /** The route configuration that it shares or owns; '' where no HTTP is routed. */
  readonly routeName: string;
  readonly source: Source;
};

/** Whether the server takes plaintext HTTP. */
export function isPlainHttp({ port }: Server): boolean {
  return isHttp(parseProtocol(port.protocol));
}

/** The TLS mode of a server; one that is not written means PASSTHROUGH (istio-semantics R9.11). */
export function tlsModeOf(tls: ServerTLSSettings): NonNullable<ServerTLSSettings['mode']> {
  return tls.mode ?? 'PASSTHROUGH';
}

/** Whether TLS goes through the gateway untouched. */
export function isPassthrough({ tls }: Server): boolean {
  if (!tls) return false;
  const mode = tlsModeOf(tls);
  return mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH';
}

/** Whether the gateway opens TLS and routes the HTTP inside (pkg/config/gateway:IsHTTPSServerWithTLSTermination). */
export function terminatesHttps(server: Server): boolean {
  return server.tls !== undefined && parseProtocol(server.port.protocol) === 'HTTPS' && !isPassthrough(server);
}

/** Whether connections are told apart by their SNI; `tls` on a plaintext HTTP server only holds httpsRedirect. */
export function isTlsServer(server: Server): boolean {
  return server.tls !== undefined && !isPlainHttp(server);
}

/** The names of the SNI that a server with TLS takes, sorted; namespaces do not count here. */
export function sniHostsOf(hosts: readonly string[]): string[] {
  return [...new Set(hosts.map((host) => host.slice(host.indexOf('/') + 1)))].toSorted();
}
