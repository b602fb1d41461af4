import { hasLabels } from '../istio/labels.ts';
import type { IstioConfig } from '../istio/config.ts';
import type { Server } from '../istio/gateway.ts';
import { memoByParts } from '../pilot/memo-by-parts.ts';
import type { Proxy } from '../pilot/proxy.ts';
import type { CallerCard, GraphEdge, HostCard } from './graph.ts';
import type { HostGroup } from './host-cards.ts';
import { edge } from './rule-set.ts';

type Labels = Readonly<Record<string, string>>;
const meshId = 'caller:mesh';

/** Who calls, and through which gateways: the two first columns, and the edges to the hosts. */
export function callersAndGateways(
  config: IstioConfig,
  groups: readonly HostGroup[],
  meshHosts: readonly string[],
  caller: Proxy | undefined,
): { cards: (CallerCard | HostCard)[]; edges: GraphEdge[] } {
  const gateways = gatewayCards(config);
  const known = new Set(gateways.map(({ card }) => card.id));
  const ghosts = new Map<string, HostCard>();
  const calls: GraphEdge[] = [];
  for (const { card, sets } of groups) {
    const bound = new Map(
      sets.flatMap((set) => set.gateways.map((gateway) => [gateway.name, gateway.source] as const)),
    );
    for (const [name, source] of bound) {
      if (name === 'mesh') {
        calls.push(callOf({ from: meshId, card }));
        continue;
      }
      const id = `gateway:${name}`;
      if (!known.has(id)) ghosts.set(id, ghostGateway(name, source));
      calls.push(callOf({ from: id, card }));
    }
  }
  calls.push(...meshHosts.map((host) => call(meshId, host)));
  const callers = new Map<string, CallerCard>();
  if (calls.some((edge) => edge.from === meshId)) callers.set(meshId, meshCard(caller));
  for (const { card, workload } of gateways) {
    const pods = gatewayCaller(workload, caller);
    callers.set(pods.id, pods);
    calls.push(call(pods.id, card.id));
  }
  return { cards: [...callers.values(), ...gateways.map(({ card }) => card), ...ghosts.values()], edges: calls };
}

/** The call of a host; the same one while its card is. */
const callOf = memoByParts(
  { from: 'scalar', card: 'object' },
  ({ from, card }: { readonly from: string; readonly card: HostCard }) => call(from, card.id),
);

function call(from: string, to: string): GraphEdge {
  return edge('call', `call:${from}→${to}`, from, to);
}

/** The pods that serve a gateway: by selector for Istio's Gateway, by the gateway's own name for Gateway API. */
type GatewayWorkload = {
  readonly id: string;
  readonly title: string;
  readonly labels: Labels;
  readonly namespace: string | null;
};

function gatewayCards(config: IstioConfig): { card: HostCard; workload: GatewayWorkload }[] {
  const istio = config.gateways.map(({ metadata, spec, source }) => {
    const name = `${metadata.namespace}/${metadata.name}`;
    const labels = spec.selector ?? {};
    const selector = labelWords(labels) || 'every gateway pod';
    return {
      card: gatewayCard(name, metadata.name, metadata.namespace, (spec.servers ?? []).map(serverWords), source),
      workload: { id: `caller:gateway/${selector}`, title: gatewayTitle(labels), labels, namespace: null },
    };
  });
  const kubernetes = config.kubernetesGateways.map(({ metadata, spec, source }) => {
    const name = `kubernetes:${metadata.namespace}/${metadata.name}`;
    const lines = (spec.listeners ?? []).map(({ port, protocol, hostname }) =>
      `${protocol} ${port} ${hostname ?? '*'}`.trim(),
    );
    const labels = { 'gateway.networking.k8s.io/gateway-name': metadata.name };
    const { namespace } = metadata;
    return {
      card: gatewayCard(name, metadata.name, `${namespace} · Gateway API`, lines, source),
      workload: { id: `caller:gateway/${name}`, title: `gateway ${metadata.name}`, labels, namespace },
    };
  });
  return [...istio, ...kubernetes];
}

function serverWords(server: Server): string {
  const { protocol, number } = server.port;
  const mode = server.tls?.httpsRedirect ? ' → https' : server.tls?.mode ? ` ${server.tls.mode}` : '';
  return `${protocol} ${number}${mode} ${server.hosts.join(', ')}`;
}

function gatewayCard(
  name: string,
  title: string,
  detail: string,
  lines: readonly string[],
  source: HostCard['source'],
): HostCard {
  return {
    type: 'host',
    id: `gateway:${name}`,
    lane: 'hosts',
    source,
    state: 'normal',
    reason: null,
    culprit: null,
    related: [],
    title,
    kind: 'gateway',
    detail,
    lines,
    names: [name],
    owner: null,
    ruleCount: 0,
  };
}

function ghostGateway(name: string, source: HostCard['source']): HostCard {
  const [namespace = '', title = name] = name.replace('kubernetes:', '').split('/');
  return {
    ...gatewayCard(name, title, namespace, [], source),
    state: 'ghost',
    reason: `No Gateway ${namespace}/${title} is declared`,
  };
}

function meshCard(caller: Proxy | undefined): CallerCard {
  const asking = caller?.type === 'sidecar';
  const app = caller?.labels['app'] ?? caller?.labels['app.kubernetes.io/name'];
  const title = asking ? (app ?? 'a workload') : 'the mesh';
  const detail = asking ? `sidecar in ${caller.namespace}` : 'any sidecar';
  return { ...callerCard(meshId, title, 'sidecar', asking), detail };
}

function gatewayCaller(workload: GatewayWorkload, caller: Proxy | undefined): CallerCard {
  const asking =
    caller?.type === 'gateway' &&
    hasLabels(caller.labels, workload.labels) &&
    (workload.namespace === null || workload.namespace === caller.namespace);
  return {
    ...callerCard(workload.id, workload.title, 'gateway', asking),
    detail: workload.namespace ? `from outside, in ${workload.namespace}` : labelWords(workload.labels),
  };
}

function callerCard(id: string, title: string, kind: CallerCard['kind'], asking: boolean): CallerCard {
  return {
    type: 'caller',
    id,
    lane: 'callers',
    source: null,
    state: 'normal',
    reason: null,
    culprit: null,
    related: [],
    title,
    detail: '',
    kind,
    asking,
  };
}

function gatewayTitle(labels: Labels): string {
  return labels['istio'] ?? labels['app'] ?? 'gateway pods';
}

function labelWords(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}
