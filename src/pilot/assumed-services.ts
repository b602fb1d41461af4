import type { IstioConfig } from '../istio/config.ts';
import type { Destination } from '../istio/virtual-service.ts';
import { CLUSTER_DOMAIN, isWildcard, resolveShortname } from './host.ts';
import type { Endpoint, MeshService, Protocol } from './service.ts';

/** A host that a rule names, and what is known of it. */
type Mention = {
  readonly host: string;
  readonly namespace: string;
  readonly port: number | null;
  readonly protocol: Protocol;
};

/**
 * The services that a workspace without any Service rests on (design §3): every host that its rules name, with the ports that a rule or a request at hand
 * names, and two endpoints in each subset. Hosts of ServiceEntries are declared and not assumed.
 */
export function assumedServices(config: IstioConfig, requests: readonly string[]): MeshService[] {
  const declared = new Set(config.serviceEntries.flatMap(({ spec }) => spec.hosts));
  const byHost = new Map<string, Mention[]>();
  for (const mention of mentionsOf(config)) {
    if (declared.has(mention.host) || isWildcard(mention.host) || mention.host === '') continue;
    const known = byHost.get(mention.host);
    if (known) known.push(mention);
    else byHost.set(mention.host, [mention]);
  }
  const requested = requests.flatMap((authority) => Number(/:(\d+)$/.exec(authority)?.[1] ?? 80) || []);
  return [...byHost].map(([host, mentions], index) => assumedService(host, mentions, requested, index, config));
}

function assumedService(
  hostname: string,
  mentions: readonly Mention[],
  requested: readonly number[],
  index: number,
  config: IstioConfig,
): MeshService {
  const protocols = new Map<number, Protocol>();
  for (const { port, protocol } of mentions) if (port !== null && !protocols.has(port)) protocols.set(port, protocol);
  const fallback = mentions[0]?.protocol ?? 'HTTP';
  for (const port of requested) if (!protocols.has(port)) protocols.set(port, fallback);
  if (protocols.size === 0) protocols.set(80, fallback);
  const ports = [...protocols].map(([port, protocol]) => ({
    name: `${protocol.toLowerCase()}-${port}`,
    port,
    protocol,
  }));
  const namespace = mentions[0]?.namespace ?? 'default';
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
    endpoints: assumedEndpoints(
      hostname,
      namespace,
      ports.map(({ port }) => port),
      index,
      config,
    ),
    source: null,
  };
}

/** Two endpoints for each distinct set of labels that a subset asks for; two without labels where there are no subsets. */
function assumedEndpoints(
  hostname: string,
  namespace: string,
  ports: readonly number[],
  index: number,
  { destinationRules }: IstioConfig,
): Endpoint[] {
  const labelSets = destinationRules
    .filter(({ metadata, spec }) => resolveShortname(spec.host, metadata.namespace) === hostname)
    .flatMap(({ spec }) => (spec.subsets ?? []).map(({ labels }) => labels ?? {}));
  const distinct = new Map(labelSets.map((labels) => [JSON.stringify(Object.entries(labels).toSorted()), labels]));
  const sets = distinct.size > 0 ? [...distinct.values()] : [{}];
  return sets.flatMap((labels, set) =>
    [1, 2].map((replica): Endpoint => ({
      address: `10.245.${index & 255}.${(set * 2 + replica) & 255}`,
      ports: Object.fromEntries(ports.map((port) => [port, port])),
      labels,
      weight: 1,
      locality: null,
      ready: true,
      namespace,
    })),
  );
}

function mentionsOf(config: IstioConfig): Mention[] {
  return [...virtualServiceMentions(config), ...destinationRuleMentions(config), ...routeMentions(config)];
}

function virtualServiceMentions({ virtualServices }: IstioConfig): Mention[] {
  return virtualServices.flatMap(({ metadata: { namespace }, spec }) => {
    const mention = (destination: Destination, protocol: Protocol): Mention =>
      mentioned(destination.host, destination.port?.number ?? null, namespace, protocol);
    const http = (spec.http ?? []).flatMap((rule) => [
      ...(rule.route ?? []).map(({ destination }) => destination),
      ...(rule.mirror ? [rule.mirror] : []),
      ...(rule.mirrors ?? []).map(({ destination }) => destination),
    ]);
    const servesMesh = (spec.gateways ?? ['mesh']).includes('mesh');
    const own = servesMesh ? (spec.hosts ?? []).filter(isClusterName) : [];
    const protocol: Protocol = spec.http ? 'HTTP' : spec.tls ? 'TLS' : 'TCP';
    return [
      ...own.map((host) => mentioned(host, null, namespace, protocol)),
      ...http.map((destination) => mention(destination, 'HTTP')),
      ...(spec.tls ?? []).flatMap(({ route = [] }) => route.map(({ destination }) => mention(destination, 'TLS'))),
      ...(spec.tcp ?? []).flatMap(({ route = [] }) => route.map(({ destination }) => mention(destination, 'TCP'))),
    ];
  });
}

function destinationRuleMentions({ destinationRules }: IstioConfig): Mention[] {
  return destinationRules.flatMap(({ metadata: { namespace }, spec }) => {
    const ports = (spec.trafficPolicy?.portLevelSettings ?? []).flatMap(({ port }) => port?.number ?? []);
    return [null, ...ports].map((port) => mentioned(spec.host, port, namespace, 'HTTP'));
  });
}

function routeMentions({ httpRoutes, grpcRoutes, tcpRoutes, tlsRoutes }: IstioConfig): Mention[] {
  const kinds = [
    [httpRoutes, 'HTTP'],
    [grpcRoutes, 'GRPC'],
    [tcpRoutes, 'TCP'],
    [tlsRoutes, 'TLS'],
  ] as const;
  return kinds.flatMap(([objects, protocol]) =>
    objects.flatMap(({ metadata, spec }) =>
      (spec.rules ?? []).flatMap((rule) =>
        (rule.backendRefs ?? [])
          .filter(({ kind = 'Service' }) => kind === 'Service')
          .map(({ name, namespace = metadata.namespace, port = null }) => mentioned(name, port, namespace, protocol)),
      ),
    ),
  );
}

function mentioned(host: string, port: number | null, namespace: string, protocol: Protocol): Mention {
  const resolved = resolveShortname(host, namespace);
  return { host: resolved, namespace: namespaceOf(resolved) ?? namespace, port, protocol };
}

function isClusterName(host: string): boolean {
  return !host.includes('.') || host.endsWith(`.svc.${CLUSTER_DOMAIN}`);
}

function namespaceOf(host: string): string | null {
  return host.endsWith(`.svc.${CLUSTER_DOMAIN}`) ? (host.split('.')[1] ?? null) : null;
}
