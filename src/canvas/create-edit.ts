import { newDelegate, newDestinationRule, newGateway, newHost, newKubernetesGateway } from '../edits/new-objects.ts';
import type { RoutingEdit } from '../edits/routing-edit.ts';
import { adjacencyOf } from '../graph/adjacency.ts';
import type { DestinationCard, GraphNode, HostCard, RoutingGraph, RuleCard } from '../graph/graph.ts';

/** The edit that makes a ghost real, with a word for what it creates; null where none can. */
export function createEdit(
  card: GraphNode,
  graph: RoutingGraph,
): { readonly what: string; readonly edit: RoutingEdit } | null {
  if (card.state !== 'ghost') return null;
  if (card.type === 'destination') return createDestination(card);
  if (card.type === 'host' && card.kind === 'gateway') return createGateway(card, graph);
  if (card.type === 'rule' && card.delegate) return createDelegate(card);
  return null;
}

function createDestination({ host, subset, missing, destinationRule, port }: DestinationCard) {
  if (missing === 'subset' && subset !== null) {
    const fresh = { name: subset, labels: { version: subset } };
    return destinationRule
      ? { what: `subset ${subset}`, edit: { type: 'addSubset', destinationRule, ...fresh } as const }
      : { what: 'DestinationRule', edit: addDocument(newDestinationRule(host, [fresh])) };
  }
  if (missing !== 'host' || host.startsWith('*')) return null;
  const value = newHost(host, port ?? 80);
  return { what: value.kind, edit: addDocument(value) };
}

function createGateway(card: HostCard, graph: RoutingGraph) {
  const [namespace = 'default', name = card.title] = (card.names[0] ?? '').replace('kubernetes:', '').split('/');
  const isKubernetes = card.id.startsWith('gateway:kubernetes:');
  const { node, from } = adjacencyOf(graph);
  const hosts = from(card.id).map(({ to }) => node(to));
  const asked = hosts.flatMap((host) => (host?.type === 'host' ? host.names : []));
  const value = isKubernetes ? newKubernetesGateway(name, namespace) : newGateway(name, namespace, asked);
  return { what: 'Gateway', edit: addDocument(value) };
}

function createDelegate(card: RuleCard) {
  const [namespace = 'default', name = card.title] = card.title.split('/');
  return { what: 'delegate', edit: addDocument(newDelegate(name, namespace)) };
}

function addDocument(value: object): RoutingEdit & { type: 'addDocument' } {
  return { type: 'addDocument', value };
}
