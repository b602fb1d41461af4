import type { Trace } from '../envoy/trace.ts';
import type { IstioConfig } from '../istio/config.ts';
import type { DecodedObject } from '../istio/decode.ts';
import type { Source } from '../istio/source.ts';
import { parseClusterName } from '../pilot/cluster-name.ts';
import type { Proxy } from '../pilot/proxy.ts';
import type { PushContext } from '../pilot/push-context.ts';
import { notModelledKinds } from './not-modelled.ts';
import { outsideBasis } from './outside-basis.ts';

/** What a verdict rests on (design §1.8). */
export type Basis = {
  readonly kind: 'exact' | 'assumption' | 'not-modelled' | 'outside' | 'refused' | 'dump';
  readonly message: string;
  readonly source: Source | null;
};

/** What a verdict rests on beside the rules: who answers outside, services that nobody declared, and objects that are not modelled (design §1.8). */
export function basisOf(trace: Trace, push: PushContext, proxy: Proxy, config: IstioConfig): Basis[] {
  const hosts = hostsOf(trace);
  return [...outsideBasis(trace, push, proxy), ...assumptions(hosts, push), ...unmodelled(hosts, push, proxy, config)];
}

function hostsOf(trace: Trace): Set<string> {
  const clusters = [...trace.destinations, ...trace.mirrors].map(({ cluster }) => parseClusterName(cluster));
  return new Set(clusters.flatMap((cluster) => cluster?.host ?? []));
}

function assumptions(hosts: ReadonlySet<string>, push: PushContext): Basis[] {
  return push.services
    .filter(({ hostname }) => hosts.has(hostname))
    .flatMap(({ hostname, registry, ports, assumedEndpoints, source }): Basis[] => {
      if (registry === 'Assumed') {
        const words = portWords(ports.map(({ port }) => port));
        const message = `No Service declares ${hostname}; it is taken to exist with ${words} and two endpoints in each subset.`;
        return [{ kind: 'assumption', message, source: null }];
      }
      const message = `No pod is declared in the workspace; ${hostname} is taken to have two in each subset.`;
      return assumedEndpoints ? [{ kind: 'assumption', message, source }] : [];
    });
}

function portWords(ports: readonly number[]): string {
  return ports.length === 1 ? `port ${ports[0]}` : `ports ${ports.join(', ')}`;
}

function unmodelled(hosts: ReadonlySet<string>, push: PushContext, proxy: Proxy, config: IstioConfig): Basis[] {
  const namespaces = new Set([proxy.namespace, config.meshConfig.rootNamespace ?? 'istio-system']);
  for (const { hostname, namespace } of push.services) if (hosts.has(hostname)) namespaces.add(namespace);
  const ambient = config.namespaces.filter(
    ({ metadata }) => namespaces.has(metadata.name) && metadata.labels['istio.io/dataplane-mode'] === 'ambient',
  );
  const objects = config.others.flatMap(({ kind, metadata, source }) => {
    const effect = notModelledKinds[kind];
    if (!effect || !namespaces.has(metadata.namespace)) return [];
    const message = `${kind} ${metadata.namespace}/${metadata.name} ${effect}.`;
    return [{ kind: 'not-modelled' as const, message, source }];
  });
  return [
    ...objects,
    ...ambient.map(({ metadata, source }) => ({
      kind: 'not-modelled' as const,
      message: `Namespace ${metadata.name} is in ambient mode: ztunnel and waypoints may route otherwise.`,
      source,
    })),
  ];
}

/** Objects that admission refuses: the answer is the one without them, where a cluster would keep what it had before (design §3). */
export function refusedBasis(objects: readonly DecodedObject[]): Basis[] {
  return objects
    .filter(({ refusedBy, modelled }) => modelled && refusedBy.length > 0)
    .map(({ kind, namespace, name, source }) => ({
      kind: 'refused',
      message: `${kind} ${namespace}/${name} is refused by admission, so this is the answer without it. A cluster that had it before keeps what it had.`,
      source,
    }));
}
