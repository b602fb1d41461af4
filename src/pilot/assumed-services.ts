import { byText } from '../istio/by-text.ts';
import type { IstioConfig } from '../istio/config.ts';
import { groupBy } from '../istio/group-by.ts';
import { hostSubsetOf, resolveShortname } from '../istio/host.ts';
import { hostMentions, type HostMention } from './host-mentions.ts';
import type { Endpoint, MeshService, Protocol, ServicePort } from './service.ts';

/**
 * The services that a workspace without any Service rests on (design §3): every host that its rules name, with the ports that a rule or a request at hand
 * names, and two endpoints in each subset.
 *
 * @param requests authorities of the requests at hand; a port of theirs is a port of every service, since who answers is not known yet.
 */
export function assumedServices(config: IstioConfig, requests: readonly string[]): MeshService[] {
  const byHost = groupBy(hostMentions(config), ({ host }) => host);
  const requested = requests.map((authority) => Number(/:(\d+)$/.exec(authority)?.[1] ?? 80));
  return [...byHost].map(([host, mentions], index) => assumedService(host, mentions, requested, index, config));
}

/**
 * Services with two endpoints in each subset, for a workspace that declares no pod at all: what people paste first is routing, and a Service without
 * anything behind it answers nobody (docs/adr/0009). Services that have endpoints, or whose endpoints are elsewhere, stay as they are.
 */
export function withAssumedEndpoints(
  services: readonly MeshService[],
  config: Pick<IstioConfig, 'destinationRules'>,
): readonly MeshService[] {
  return services.map((service, index) => {
    const isBare = service.registry === 'Kubernetes' && service.endpoints.length === 0 && service.externalName === null;
    if (!isBare) return service;
    const ports = Object.fromEntries(service.ports.map(({ port }) => [port, port]));
    return { ...service, endpoints: assumedEndpoints(service, index, ports, config), assumedEndpoints: true };
  });
}

/** Whether the workspace says nothing at all of what runs. */
export function declaresNoPods({ pods, workloads, endpointSlices, workloadEntries }: IstioConfig): boolean {
  return [pods, workloads, endpointSlices, workloadEntries].every((list) => list.length === 0);
}

function assumedEndpoints(
  { hostname, namespace }: Pick<MeshService, 'hostname' | 'namespace'>,
  index: number,
  ports: Endpoint['ports'],
  config: Pick<IstioConfig, 'destinationRules'>,
): Endpoint[] {
  return subsetLabels(hostname, config).flatMap((labels, subset) =>
    [1, 2].map((replica): Endpoint => ({
      address: `10.245.${index & 255}.${(subset * 2 + replica) & 255}`,
      ports,
      labels,
      weight: 1,
      locality: null,
      ready: true,
      namespace,
    })),
  );
}

function assumedService(
  hostname: string,
  mentions: readonly HostMention[],
  requested: readonly number[],
  index: number,
  config: IstioConfig,
): MeshService {
  const ports = portsOf(mentions, requested);
  const namespace = mentions[0]?.namespace ?? 'default';
  const portNumbers = Object.fromEntries(ports.map(({ port }) => [port, port]));
  const endpoints = assumedEndpoints({ hostname, namespace }, index, portNumbers, config);
  return {
    hostname,
    namespace,
    registry: 'Assumed',
    ports,
    addresses: [`10.112.${(index >> 8) & 255}.${(index & 255) + 1}`],
    resolution: 'ClientSideLB',
    externalName: null,
    meshExternal: false,
    exportTo: ['*'],
    creationTimestamp: null,
    labels: {},
    endpoints,
    source: null,
  };
}

/** The first mention of a port decides its protocol; where none is named the first mention of all and the port that goes with it. */
function portsOf(mentions: readonly HostMention[], requested: readonly number[]): ServicePort[] {
  const protocol = mentions[0]?.protocol ?? 'HTTP';
  const protocols = new Map<number, Protocol>();
  const named = mentions.flatMap((mention) =>
    mention.port === null ? [] : [[mention.port, mention.protocol] as const],
  );
  const asked = requested.map((port) => [port, protocol] as const);
  for (const [port, spoken] of [...named, ...asked]) if (!protocols.has(port)) protocols.set(port, spoken);
  if (protocols.size === 0) protocols.set(protocol === 'TLS' ? 443 : 80, protocol);
  return [...protocols].map(([port, spoken]) => ({ name: `${spoken.toLowerCase()}-${port}`, port, protocol: spoken }));
}

/** Each set of labels that a subset of the host asks for, once; no labels where there are no subsets. */
function subsetLabels(
  hostname: string,
  { destinationRules }: Pick<IstioConfig, 'destinationRules'>,
): Readonly<Record<string, string>>[] {
  const asked = destinationRules
    .filter(({ metadata, spec }) => hostSubsetOf(hostname, resolveShortname(spec.host, metadata.namespace)))
    .flatMap(({ spec }) => (spec.subsets ?? []).map(({ labels = {} }) => labels));
  const distinct = new Map(asked.map((labels) => [labelsKey(labels), labels]));
  return distinct.size > 0 ? [...distinct.values()] : [{}];
}

function labelsKey(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  return pairs.toSorted(byText).join(',');
}
