import type { Decoded, DecodedObject } from '../istio/decode.ts';
import type { Source } from '../istio/source.ts';
import { memoByParts } from '../pilot/memo-by-parts.ts';
import type { GraphNode, HostCard, Lane } from './graph.ts';

/** The kinds whose absence would leave a hole in the picture. */
const drawnKinds = new Set([
  'VirtualService',
  'DestinationRule',
  'Gateway',
  'ServiceEntry',
  'Service',
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'Sidecar',
  'WorkloadEntry',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
]);

/** Cards for what takes no effect: objects that admission refuses, and documents that cannot be read and never could. */
export function placeholderCards(
  decoded: Decoded,
  staleDocuments: ReadonlySet<number>,
  nodes: readonly GraphNode[],
): HostCard[] {
  const refused = decoded.objects
    .filter((object) => object.refusedBy.length > 0 && drawnKinds.has(object.kind))
    .map((object) => refusedCard(object));
  const unread = unreadCards(decoded, staleDocuments, [...nodes, ...refused]);
  return [...refused, ...unread, ...aloneCards(decoded, nodes)];
}

function unreadCards(
  { objects }: Decoded,
  staleDocuments: ReadonlySet<number>,
  cards: readonly GraphNode[],
): HostCard[] {
  if (staleDocuments.size === 0) return [];
  const drawn = new Set(cards.flatMap(({ source }) => source?.document ?? []));
  const described = new Set(objects.map(({ source }) => source.document));
  return [...staleDocuments]
    .filter((document) => !drawn.has(document) && !described.has(document))
    .map((document) => unreadCard(document));
}

/** Kinds that stand for themselves where nothing in the workspace uses them, and the lane that they would act in. */
const lanes: Readonly<Record<string, Lane>> = {
  DestinationRule: 'destinations',
  Sidecar: 'callers',
  ServiceEntry: 'hosts',
  WorkloadEntry: 'workloads',
  Deployment: 'workloads',
  StatefulSet: 'workloads',
  DaemonSet: 'workloads',
};

/** Objects that take effect on nothing that is drawn: a DestinationRule without its host, a Deployment without a Service. */
function aloneCards({ objects }: Decoded, nodes: readonly GraphNode[]): HostCard[] {
  const drawn = new Set<string>();
  for (const node of nodes) for (const key of objectsOf({ node })) drawn.add(key);
  return objects.flatMap(({ kind, namespace, name, source, refusedBy, modelled }): HostCard[] => {
    const lane = lanes[kind];
    if (!lane || !modelled || refusedBy.length > 0 || drawn.has(objectKey(source))) return [];
    const card = { ...placeholder, lane, source, state: 'normal' as const, reason: null };
    return [{ ...card, id: `alone:${kind}/${namespace}/${name}`, title: name, detail: `${kind} · ${namespace}` }];
  });
}

/** The objects that a card means; kept with the card, for most cards stay. */
const objectsOf = memoByParts({ node: 'object' }, ({ node }: { readonly node: GraphNode }) =>
  [node.source, ...node.related].flatMap((source) => (source ? objectKey(source) : [])),
);

/** The object that a place is in: the document, or the item of a List. */
function objectKey({ document, path }: Source): string {
  return path[0] === 'items' ? `${document}/${path[1]}` : String(document);
}

function refusedCard(object: DecodedObject): HostCard {
  const [first] = object.refusedBy;
  return {
    ...placeholder,
    id: `refused:${object.kind}/${object.namespace}/${object.name}`,
    source: object.source,
    state: 'refused',
    reason: first ? `Refused by admission: ${first.message}` : 'Refused by admission',
    culprit: first?.source ?? null,
    kind: object.kind === 'Gateway' ? 'gateway' : 'host',
    title: object.name,
    detail: `${object.kind} · ${object.namespace}`,
  };
}

function unreadCard(document: number): HostCard {
  return {
    ...placeholder,
    id: `unread:${document}`,
    source: { document, path: [] },
    state: 'stale',
    reason: 'This document cannot be read; the problem is marked in the text',
    title: `Document ${document + 1}`,
    detail: 'not readable yet',
  };
}

const placeholder = {
  type: 'host',
  kind: 'host',
  lane: 'hosts',
  culprit: null,
  related: [],
  lines: [],
  names: [],
  owner: null,
  ruleCount: 0,
} as const;
