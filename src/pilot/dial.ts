import type { Connection, Request } from '../envoy/request.ts';
import { CLUSTER_DOMAIN } from '../istio/service-host.ts';
import { isIpAddress } from './ip-address.ts';
import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';
import type { MeshService } from './service.ts';
import { serviceTargetsOf } from './service-targets.ts';
import { splitUrl } from './split-url.ts';

/** A request as a person writes it. `url` is raw text, split by hand; a header `host` is what is sent as Host. */
export type ClientRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
};

/** Stands for an address of no service (a documentation range). */
export const UNKNOWN_ADDRESS = '203.0.113.77';

/** Stands for a gateway's own address. */
export const GATEWAY_ADDRESS = '10.255.0.1';

/**
 * Name resolution and dialling: which address and port the client's connection goes to, TLS for https with SNI
 * (conformance/README: a name nobody declares is dialled at an address of no service; at a gateway the client dials the Service's port).
 */
export function dial(push: PushContext, proxy: Proxy, request: ClientRequest): Request {
  return dialBy(request, (name, port) =>
    proxy.type === 'gateway' ? gatewayTarget(push, proxy, port) : { address: resolve(push, proxy, name), port },
  );
}

/** As `dial`, where somebody else says which address and port the name and port of the URL are. */
export function dialBy(
  request: ClientRequest,
  targetOf: (name: string, port: number) => Pick<Connection, 'address' | 'port'>,
): Request {
  const { scheme, authority, path } = splitUrl(request.url);
  const { name, port: written } = splitAuthority(authority);
  const port = written ?? (scheme === 'https' ? 443 : 80);
  const host = request.headers.find(([header]) => header.toLowerCase() === 'host');
  const connection: Connection = {
    ...targetOf(name, port),
    ...(scheme === 'https' && { tls: isIpAddress(name) ? {} : { sni: name } }),
    http: true,
  };
  return {
    method: request.method,
    path,
    authority: host ? host[1] : authority,
    headers: request.headers.filter((header) => header !== host),
    connection,
  };
}

function splitAuthority(authority: string): { name: string; port: number | null } {
  const [, name = authority, port] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(authority) ?? [];
  return { name: name.replace(/^\[(.*)\]$/, '$1'), port: port === undefined ? null : Number(port) };
}

/** The proxy's own port behind the port of the Service in front of it. */
function gatewayTarget(push: PushContext, proxy: Proxy, port: number): Pick<Connection, 'address' | 'port'> {
  const target = serviceTargetsOf(push.config, proxy).find((one) => one.port === port);
  return { address: GATEWAY_ADDRESS, port: target?.targetPort ?? port };
}

/** The address that a pod gets for a name: its own namespace is searched first, as Kubernetes sets it up. */
function resolve(push: PushContext, proxy: Proxy, written: string): string {
  if (isIpAddress(written)) return written;
  const name = written.toLowerCase();
  const suffixes = [`.${proxy.namespace}.svc.${CLUSTER_DOMAIN}`, `.svc.${CLUSTER_DOMAIN}`, `.${CLUSTER_DOMAIN}`, ''];
  const names = name.endsWith('.') ? [name.slice(0, -1)] : suffixes.map((suffix) => name + suffix);
  for (const candidate of names) {
    const address = addressOfName(push, candidate);
    if (address !== null) return address;
  }
  return UNKNOWN_ADDRESS;
}

/** An ExternalName leads on to its target; a pod of a headless Service can be named in front of it. */
function addressOfName({ servicesByHost }: PushContext, name: string): string | null {
  const seen = new Set<string>();
  let services = servicesByHost.get(name) ?? servicesByHost.get(name.slice(name.indexOf('.') + 1))?.filter(isHeadless);
  for (;;) {
    const target = services?.find(({ externalName }) => externalName !== null)?.externalName ?? null;
    if (target === null || seen.has(target)) break;
    seen.add(target);
    services = servicesByHost.get(target);
  }
  return services?.length ? (services.map(addressOf).find((address) => address !== null) ?? UNKNOWN_ADDRESS) : null;
}

function isHeadless({ resolution, registry }: MeshService): boolean {
  return resolution === 'Passthrough' && registry === 'Kubernetes';
}

/** Its own address, or that of a pod where it has none; of a range the first. */
function addressOf(service: MeshService): string | null {
  const [address = ''] = service.addresses;
  const [own = ''] = address.split('/');
  if (own !== '' && own !== '0.0.0.0') return own;
  return (isHeadless(service) ? service.endpoints[0]?.address : null) ?? null;
}
