import { hasLabels } from '../istio/labels.ts';
import type { ConfigObject } from '../istio/config.ts';
import type { ServiceEntry, ServiceEntryPort, WorkloadEntry } from '../istio/service-entry.ts';
import { entryLabels } from './endpoints.ts';
import type { Instance } from './instances.ts';
import type { MeshSettings } from './mesh-defaults.ts';
import { parseProtocol } from './protocol.ts';
import type { Endpoint, MeshService, ServiceSources } from './service.ts';

type ServiceEntryObject = ConfigObject<'ServiceEntry', ServiceEntry>;

/** One service per host of each ServiceEntry (istio-semantics 1.4; serviceregistry/serviceentry/conversion.go:convertServices). */
export function serviceEntryServices(
  config: ServiceSources,
  instances: readonly Instance[],
  mesh: MeshSettings,
): MeshService[] {
  return config.serviceEntries.flatMap((object) => {
    const { metadata, spec, source } = object;
    const ports = spec.ports ?? [];
    return spec.hosts.map((hostname) => ({
      hostname,
      namespace: metadata.namespace,
      registry: 'External' as const,
      ports: ports.map(({ number, name, protocol }) => ({
        name,
        port: number,
        protocol: parseProtocol(protocol ?? ''),
      })),
      addresses: (spec.addresses ?? []).map(withoutHostMask),
      resolution: resolutions[spec.resolution ?? 'NONE'],
      externalName: null,
      meshExternal: spec.location !== 'MESH_INTERNAL',
      exportTo: spec.exportTo?.length ? spec.exportTo : mesh.defaultServiceExportTo,
      creationTimestamp: metadata.creationTimestamp,
      labels: metadata.labels,
      endpoints: endpointsOf(object, hostname, config, instances),
      source,
    }));
  });
}

/** A range of a single address is that address. */
function withoutHostMask(address: string): string {
  return address.replace(address.includes(':') ? /\/128$/ : /\/32$/, '');
}

const resolutions = {
  NONE: 'Passthrough',
  STATIC: 'ClientSideLB',
  DNS: 'DNSLB',
  DNS_ROUND_ROBIN: 'DNSRoundRobinLB',
  DYNAMIC_DNS: 'DynamicDNS',
} as const;

function endpointsOf(
  { metadata: { namespace }, spec }: ServiceEntryObject,
  hostname: string,
  config: ServiceSources,
  instances: readonly Instance[],
): Endpoint[] {
  const ports = spec.ports ?? [];
  if (spec.workloadSelector)
    return selectedEndpoints(spec.workloadSelector.labels ?? {}, namespace, ports, config, instances);
  const written = spec.endpoints ?? [];
  const isDns = spec.resolution === 'DNS' || spec.resolution === 'DNS_ROUND_ROBIN';
  if (written.length === 0 && isDns) return [endpoint({ address: hostname }, {}, ports, namespace)];
  return written.map((entry) => endpoint(entry, entry.labels ?? {}, ports, namespace));
}

/** WorkloadEntries and Pods of the ServiceEntry's own namespace. */
function selectedEndpoints(
  selector: Readonly<Record<string, string>>,
  namespace: string,
  ports: readonly ServiceEntryPort[],
  { workloadEntries }: ServiceSources,
  instances: readonly Instance[],
): Endpoint[] {
  const entries = workloadEntries
    .filter((entry) => entry.metadata.namespace === namespace && hasLabels(entryLabels(entry), selector))
    .map((entry) => endpoint(entry.spec, entryLabels(entry), ports, namespace));
  const pods = instances
    .filter((pod) => pod.namespace === namespace && pod.isRunning && hasLabels(pod.labels, selector))
    .map(({ address, labels, ready }) => endpoint({ address }, labels, ports, namespace, ready));
  return [...entries, ...pods];
}

/** The endpoint's port: its own by the port's name, else the target port, else the port itself (istio-semantics 1.4). */
function endpoint(
  entry: WorkloadEntry,
  labels: Readonly<Record<string, string>>,
  ports: readonly ServiceEntryPort[],
  namespace: string,
  ready = true,
): Endpoint {
  return {
    address: entry.address ?? '',
    ports: Object.fromEntries(
      ports.map((port) => [port.number, entry.ports?.[port.name] ?? port.targetPort ?? port.number]),
    ),
    labels,
    weight: entry.weight ?? 1,
    locality: entry.locality ?? null,
    ready,
    namespace,
  };
}
