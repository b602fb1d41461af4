import { serviceOfHost } from '../istio/service-host.ts';
import type { Subset } from '../istio/destination-rule.ts';

const networking = 'networking.istio.io/v1';

/** What would declare a host that nothing declares: a Service for a name of the cluster, a ServiceEntry for any other. */
export function newHost(host: string, port: number) {
  const service = serviceOfHost(host);
  if (!service) return newServiceEntry(host, port);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: service,
    spec: { selector: { app: service.name }, ports: [{ name: 'http', port }] },
  };
}

function newServiceEntry(host: string, number: number) {
  const port = number === 443 ? { number, name: 'tls', protocol: 'TLS' } : { number, name: 'http', protocol: 'HTTP' };
  return {
    apiVersion: networking,
    kind: 'ServiceEntry',
    metadata: { name: objectName(host) },
    spec: { hosts: [host], location: 'MESH_EXTERNAL', resolution: 'DNS', ports: [port] },
  };
}

/** A DestinationRule for a host, in the namespace of its Service. */
export function newDestinationRule(host: string, subsets: readonly Subset[]) {
  const metadata = metadataBeside(host);
  return { apiVersion: networking, kind: 'DestinationRule', metadata, spec: { host: shortName(host), subsets } };
}

/** A VirtualService that sends everything for a host to it: what happens without one, made visible. */
export function newVirtualService(host: string) {
  const name = shortName(host);
  return {
    apiVersion: networking,
    kind: 'VirtualService',
    metadata: metadataBeside(host),
    spec: { hosts: [name], http: [{ route: [{ destination: { host: name } }] }] },
  };
}

/** The VirtualService that a rule hands its requests over to. */
export function newDelegate(name: string, namespace: string) {
  return {
    apiVersion: networking,
    kind: 'VirtualService',
    metadata: { name, namespace },
    spec: { http: [{ route: [{ destination: { host: name } }] }] },
  };
}

/** A Gateway at Istio's own ingress, for those of `hosts` that are asked for from outside, as names of the cluster are not; for all where none is. */
export function newGateway(name: string, namespace: string, hosts: readonly string[]) {
  const outside = hosts.filter((host) => (host.includes('.') && !serviceOfHost(host)) || host === '*');
  const server = {
    port: { number: 80, name: 'http', protocol: 'HTTP' },
    hosts: outside.length > 0 ? outside : ['*'],
  };
  return {
    apiVersion: networking,
    kind: 'Gateway',
    metadata: { name, namespace },
    spec: { selector: { istio: 'ingressgateway' }, servers: [server] },
  };
}

/** A Gateway of the Gateway API. */
export function newKubernetesGateway(name: string, namespace: string) {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace },
    spec: { gatewayClassName: 'istio', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
  };
}

/** A Service by its name alone, as objects beside it write it; any other host in full. */
function shortName(host: string): string {
  return serviceOfHost(host)?.name ?? host;
}

function metadataBeside(host: string): { readonly name: string; readonly namespace?: string } {
  return serviceOfHost(host) ?? { name: objectName(host) };
}

/** A host as an object's name: lower-case letters, digits and dashes. */
function objectName(host: string): string {
  const name = host
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return name || 'external';
}
