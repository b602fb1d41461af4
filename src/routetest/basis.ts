import type { Trace } from '../envoy/trace.ts';
import type { IstioConfig } from '../istio/config.ts';
import type { Source } from '../istio/source.ts';
import { parseClusterName } from '../pilot/cluster-name.ts';
import type { Proxy } from '../pilot/proxy.ts';
import type { PushContext } from '../pilot/push-context.ts';

/** What a verdict rests on (design §1.8). */
export type Basis = {
  readonly kind: 'exact' | 'assumption' | 'not-modelled' | 'dump';
  readonly message: string;
  readonly source: Source | null;
};

/** Kinds that can change what happens to a request and that no engine here follows, with what they may do. */
const notModelled: Readonly<Record<string, string>> = {
  EnvoyFilter: 'may rewrite any part of the proxy’s configuration',
  WasmPlugin: 'may answer or change requests',
  AuthorizationPolicy: 'may refuse the request with 403',
  RequestAuthentication: 'may refuse the request with 401',
  PeerAuthentication: 'may refuse plain-text connections',
  ProxyConfig: 'may change how the proxy runs',
  Ingress: 'makes routes of its own at gateways',
};

/** What a verdict rests on beside the rules: services that nobody declared, and objects that are not modelled (design §1.8). */
export function basisOf(trace: Trace, push: PushContext, proxy: Proxy, config: IstioConfig): Basis[] {
  const hosts = hostsOf(trace);
  return [...assumptions(hosts, push), ...unmodelled(hosts, push, proxy, config)];
}

function hostsOf(trace: Trace): Set<string> {
  const clusters = [...trace.destinations, ...trace.mirrors].map(({ cluster }) => parseClusterName(cluster));
  return new Set(clusters.flatMap((cluster) => cluster?.host ?? []));
}

function assumptions(hosts: ReadonlySet<string>, push: PushContext): Basis[] {
  if (!push.assumed) return [];
  const assumed = push.services.filter(({ hostname, registry }) => registry === 'Assumed' && hosts.has(hostname));
  return assumed.map(({ hostname, ports }) => ({
    kind: 'assumption',
    message: `No Service declares ${hostname}; it is taken to exist with ${portWords(ports.map(({ port }) => port))} and two endpoints in each subset.`,
    source: null,
  }));
}

function portWords(ports: readonly number[]): string {
  return ports.length === 1 ? `port ${ports[0]}` : `ports ${ports.join(', ')}`;
}

function unmodelled(hosts: ReadonlySet<string>, push: PushContext, proxy: Proxy, config: IstioConfig): Basis[] {
  const namespaces = new Set([proxy.namespace, config.meshConfig.rootNamespace ?? 'istio-system']);
  for (const { hostname, namespace } of push.services) if (hosts.has(hostname)) namespaces.add(namespace);
  return config.others.flatMap(({ kind, metadata, source }) => {
    const effect = notModelled[kind];
    if (!effect || !namespaces.has(metadata.namespace)) return [];
    const message = `${kind} ${metadata.namespace}/${metadata.name} ${effect}.`;
    return [{ kind: 'not-modelled' as const, message, source }];
  });
}
