import { CLUSTER_DOMAIN } from '../istio/service-host.ts';
import { isIpAddress } from './ip-address.ts';
import { memoByParts } from './memo-by-parts.ts';
import type { MeshService } from './service.ts';
import { hasRule, type IstioVersion } from './versions.ts';

/** The names under which a service is asked for. */
export type ServiceDomains = {
  readonly domains: readonly string[];
  /** Those of them that are short forms: they give way where another service really has the name. */
  readonly shortForms: readonly string[];
};

type Asked = { readonly service: MeshService; readonly proxyNamespace: string; readonly version: IstioVersion };

/** The Host headers that mean a service to a proxy (istio-semantics R2.6; pilot/pkg/networking/core/httproute.go:generateVirtualHostDomains). */
export const serviceDomains = memoByParts(
  { service: 'object', proxyNamespace: 'scalar', version: 'scalar' },
  domainsOf,
);

function domainsOf({ service, proxyNamespace, version }: Asked): ServiceDomains {
  const { hostname, registry, resolution, addresses, aliases = [] } = service;
  const names = [hostname, ...aliases];
  const domains = names.flatMap((name) => nameForms(name, proxyNamespace, version));
  const isHeadless = resolution === 'Passthrough' && registry !== 'External';
  const podDomains = isHeadless ? domains.map((domain) => `*.${domain}`) : [];
  const literal = addresses.filter((address) => address !== '' && address !== '0.0.0.0');
  return {
    domains: [...domains, ...podDomains, ...literal.map(bracketed)],
    shortForms: domains.filter((domain) => !names.includes(domain)),
  };
}

/** The name, the name as DNS writes it in full (a dot at the end), and its short forms (httproute.go:GenerateAltVirtualHosts). */
export function nameForms(name: string, proxyNamespace: string, version: IstioVersion): string[] {
  if (isIpAddress(name)) return [name];
  const absolute = hasRule(version, 'absoluteDomains') ? [`${name}.`] : [];
  return [name, ...absolute, ...shortForms(name, proxyNamespace)];
}

/** `name.namespace` and `name.namespace.svc` of a Service, and its bare name to its own namespace (httproute.go:generateAltVirtualHostsForKubernetesService). */
function shortForms(hostname: string, proxyNamespace: string): string[] {
  const suffix = `.svc.${CLUSTER_DOMAIN}`;
  if (!hostname.endsWith(suffix)) return [];
  const short = hostname.slice(0, -suffix.length);
  const dot = short.indexOf('.');
  if (dot < 0) return [];
  if (short.slice(dot + 1) === proxyNamespace) return [short.slice(0, dot), `${short}.svc`, short];
  return [short, `${short}.svc`];
}

/** An IPv6 address stands in brackets in a Host header. */
function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
