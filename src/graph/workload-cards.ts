import { hasLabels } from '../istio/labels.ts';
import { memoByParts } from '../pilot/memo-by-parts.ts';
import { findsEndpointsLater, hasAssumedEndpoints, type Endpoint, type MeshService } from '../pilot/service.ts';
import { type Directory, type NamedWorkload } from './directory.ts';
import { groupBy } from '../istio/group-by.ts';
import type { DestinationCard, GraphEdge, WorkloadCard } from './graph.ts';
import { edge } from './rule-set.ts';

type Labels = Readonly<Record<string, string>>;

/** Labels that a controller adds to each of its pods: they tell generations and replicas apart, not workloads. */
const podLabels = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'pod-template-generation',
]);

/** The pods behind each destination, grouped to workloads, and the edges to them with the share of the endpoints. */
export function workloadCards(
  destinations: readonly DestinationCard[],
  directory: Directory,
): { cards: WorkloadCard[]; edges: GraphEdge[] } {
  const cards = new Map<string, WorkloadCard>();
  const edges: GraphEdge[] = [];
  for (const destination of destinations) {
    const behind = workloadsBehind({ destination, directory });
    for (const card of behind.cards) if (!cards.has(card.id)) cards.set(card.id, card);
    edges.push(...behind.edges);
  }
  return { cards: [...cards.values()], edges };
}

/** The pods behind one destination, for as long as its card and the directory stay. */
const workloadsBehind = memoByParts(
  { destination: 'object', directory: 'object' },
  ({ destination, directory }: Behind) => {
    const service = directory.service(destination.host);
    if (!service || destination.missing) return { cards: [], edges: [] };
    const cards = workloadsOf(service, destination, directory);
    const total = cards.reduce((count, card) => count + card.endpoints, 0);
    const edges = cards.map((card): GraphEdge => {
      const line = edge('workload', `workload:${destination.id}→${card.id}`, destination.id, card.id);
      return { ...line, percent: total === 0 ? null : (card.endpoints / total) * 100, state: card.state };
    });
    return { cards, edges };
  },
);

type Behind = { readonly destination: DestinationCard; readonly directory: Directory };

function workloadsOf(service: MeshService, destination: DestinationCard, directory: Directory): WorkloadCard[] {
  const endpoints = service.endpoints.filter((endpoint) => hasLabels(endpoint.labels, destination.labels));
  if (endpoints.length === 0) return destination.used ? [noEndpoints(service, destination)] : [];
  const groups = groupBy(endpoints, (endpoint) => `${endpoint.namespace}/${signature(endpoint, service)}`);
  return [...groups].map(([key, members]) => workloadCard(key, members, service, directory));
}

function signature(endpoint: Endpoint, service: MeshService): string {
  const own = labelWords(ownLabels(endpoint.labels));
  // Nobody declared what runs there: then labels alone tell nothing apart.
  return hasAssumedEndpoints(service) ? `${service.hostname} ${own}` : own || service.hostname;
}

function workloadCard(
  key: string,
  endpoints: readonly Endpoint[],
  service: MeshService,
  directory: Directory,
): WorkloadCard {
  const [first] = endpoints;
  const labels = first ? ownLabels(first.labels) : {};
  const named = first && findWorkload(directory.workloads(first.namespace), first.labels);
  const ready = endpoints.filter((endpoint) => endpoint.ready).length;
  const assumed = hasAssumedEndpoints(service);
  const one = service.registry === 'External' ? 'endpoint' : 'pod';
  const count = ready === endpoints.length ? `${ready}` : `${ready} of ${endpoints.length}`;
  return {
    type: 'workload',
    id: `workload:${key}`,
    lane: 'workloads',
    source: named?.source ?? (service.registry === 'External' ? service.source : null),
    state: assumed ? 'assumed' : ready === 0 ? 'ghost' : 'normal',
    reason: assumed ? 'Assumed: no pods are declared' : ready === 0 ? 'None is ready: 503 (flag UH)' : null,
    culprit: null,
    related: [],
    title: named && named.kind !== 'Pod' ? named.name : labelTitle(labels, service),
    detail: `${count} ${endpoints.length === 1 ? one : `${one}s`}${ready === endpoints.length ? '' : ' ready'}`,
    endpoints: ready,
  };
}

function findWorkload(workloads: readonly NamedWorkload[], labels: Labels): NamedWorkload | null {
  return (
    workloads.find((workload) => Object.keys(workload.labels).length > 0 && hasLabels(labels, workload.labels)) ?? null
  );
}

/** `reviews v2`: what the labels by which people tell workloads apart say; else all of them. */
function labelTitle(labels: Labels, service: MeshService): string {
  const name =
    labels['app'] ??
    labels['app.kubernetes.io/name'] ??
    (hasAssumedEndpoints(service) ? service.hostname.split('.')[0] : undefined);
  const version = labels['version'] ?? labels['app.kubernetes.io/version'];
  if (name !== undefined) return version === undefined ? name : `${name} ${version}`;
  return labelWords(labels) || service.hostname;
}

/** Nothing to send to: Kubernetes services and static entries answer UH; where names are resolved or kept, the address is found later. */
function noEndpoints(service: MeshService, destination: DestinationCard): WorkloadCard {
  const later = findsEndpointsLater(service);
  const found = service.resolution === 'Passthrough' ? 'where the caller dials' : 'by DNS';
  const labels = labelWords(destination.labels);
  return {
    type: 'workload',
    id: `workload:${destination.id}`,
    lane: 'workloads',
    source: later ? service.source : null,
    state: later ? 'normal' : 'ghost',
    reason: later ? null : 'Nothing to send to: 503 (flag UH)',
    culprit: null,
    related: [],
    title: later ? (service.externalName ?? service.hostname) : 'no pods',
    detail: later ? found : labels || 'none that the Service selects',
    endpoints: 0,
  };
}

function ownLabels(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !podLabels.has(key)));
}

function labelWords(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .toSorted()
    .join(', ');
}
