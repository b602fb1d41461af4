import { hostSubsetOf } from '../istio/host.ts';
import type { ConfigObject, IstioConfig } from '../istio/config.ts';
import type { DestinationRule } from '../istio/destination-rule.ts';
import type { WorkloadSpec } from '../istio/kubernetes.ts';
import type { Source } from '../istio/source.ts';
import { memoByParts } from '../pilot/memo-by-parts.ts';
import type { PushContext } from '../pilot/push-context.ts';
import type { MeshService } from '../pilot/service.ts';
import { groupBy } from '../istio/group-by.ts';
import { qualifiedHost } from './host-name.ts';

/** A host that rules send to, as the mesh looks it up. */
export type DestinationReference = {
  readonly host: string;
  readonly subset: string | null;
  readonly port: number | null;
  /** What requests get that are sent there, should it not exist: `503 (flag NC)`. */
  readonly whenMissing: string;
};

/** By what is asked for its rules (istio-semantics R4.6, R11.5). */
export const answerWhenMissing = {
  VirtualService: '503 (flag NC)',
  route: '500 (flag NC)',
  connection: 'the connection is closed',
  mirror: 'copies are dropped',
} as const;

/** What the projection looks up again and again: services by host, DestinationRules by host, workloads by namespace. */
export type Directory = {
  readonly service: (host: string) => MeshService | null;
  readonly services: readonly MeshService[];
  readonly destinationRules: (
    host: string,
    namespace: string,
  ) => readonly ConfigObject<'DestinationRule', DestinationRule>[];
  readonly workloads: (namespace: string) => readonly NamedWorkload[];
};
export type NamedWorkload = {
  readonly kind: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly source: Source;
};

/** The directory of a configuration; the same one while all that it looks up stays, so that cards made with it can be kept. */
export function createDirectory({ destinationRules, workloads, pods }: IstioConfig, push: PushContext): Directory {
  return directoryOf({ destinationRules, workloads, pods, declared: push.services });
}

type Indexed = Pick<IstioConfig, 'destinationRules' | 'workloads' | 'pods'> & {
  readonly declared: PushContext['services'];
};

const directoryOf = memoByParts(
  { destinationRules: 'object', workloads: 'object', pods: 'object', declared: 'object' },
  indexed,
);

function indexed({ declared, ...config }: Indexed): Directory {
  const services = new Map<string, MeshService>();
  for (const service of declared) {
    const host = service.hostname.toLowerCase();
    const known = services.get(host);
    // A Kubernetes Service beats a ServiceEntry of the same host (istio-semantics R2.8).
    if (!known || (known.registry !== 'Kubernetes' && service.registry === 'Kubernetes')) services.set(host, service);
  }
  const rules = config.destinationRules.map((rule) => ({
    rule,
    host: qualifiedHost(rule.spec.host, rule.metadata.namespace),
  }));
  const found = new Map<string, readonly ConfigObject<'DestinationRule', DestinationRule>[]>();
  const workloads = groupBy(namedWorkloads(config), ({ namespace }) => namespace);
  return {
    service: (host) => services.get(host) ?? null,
    services: [...services.values()],
    destinationRules: (host, namespace) => {
      const key = `${namespace}/${host}`;
      let matching = found.get(key);
      if (!matching) {
        const covering = rules.filter((entry) => hostSubsetOf(host, entry.host));
        matching = covering
          .sort((a, b) => rank(a, namespace) - rank(b, namespace) || b.host.length - a.host.length)
          .map((entry) => entry.rule);
        found.set(key, matching);
      }
      return matching;
    },
    workloads: (namespace) => workloads.get(namespace) ?? [],
  };
}

/** Those of the namespace at hand first; exact hosts before wildcards (istio-semantics 8.1). */
function rank(
  entry: { rule: ConfigObject<'DestinationRule', DestinationRule>; host: string },
  namespace: string,
): number {
  return (entry.rule.metadata.namespace === namespace ? 0 : 2) + (entry.host.startsWith('*') ? 1 : 0);
}

function namedWorkloads(
  config: Pick<IstioConfig, 'workloads' | 'pods'>,
): (NamedWorkload & { readonly namespace: string })[] {
  const templates = config.workloads.map((workload) => ({
    kind: workload.kind,
    name: workload.metadata.name,
    namespace: workload.metadata.namespace,
    labels: templateLabels(workload.spec),
    source: workload.source,
  }));
  const pods = config.pods.map((pod) => ({
    kind: pod.kind,
    name: pod.metadata.name,
    namespace: pod.metadata.namespace,
    labels: pod.metadata.labels,
    source: pod.source,
  }));
  return [...templates, ...pods];
}

function templateLabels(spec: WorkloadSpec): Readonly<Record<string, string>> {
  return spec.template?.metadata?.labels ?? spec.selector?.matchLabels ?? {};
}

/** The id of a destination's card. The port counts only where the service has several, so that writing the only one changes nothing. */
export function destinationId(
  { host, subset, port }: Omit<DestinationReference, 'whenMissing'>,
  directory: Directory,
): string {
  const ports = directory.service(host)?.ports ?? [];
  const only = ports.length === 1 && ports[0]?.port === port;
  return `destination:${host}${subset ? `/${subset}` : ''}${port === null || only ? '' : `:${port}`}`;
}
