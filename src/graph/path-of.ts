import type { ConfigSource } from '../envoy/config.ts';
import type { Trace } from '../envoy/trace.ts';
import { isSameSource, type Source } from '../istio/source.ts';
import { parseClusterName } from '../pilot/cluster-name.ts';
import { adjacencyOf, waysIn, type Adjacency } from './adjacency.ts';
import type { GraphEdge, GraphNode, HostCard, RoutingGraph, RuleCard } from './graph.ts';
import { nodeIdAt } from './node-id-at.ts';

/** Ids of the cards and edges on the way of a request: caller, gateway, host, the rules it passes, the rule that takes it, destinations, workloads. */
export function pathOf(trace: Trace, graph: RoutingGraph): Set<string> {
  const adjacency = adjacencyOf(graph);
  const path = new Set<string>();
  const host = hostOf(trace, graph);
  const rule = ruleOf(trace, graph, host);
  if (rule) {
    path.add(rule.id);
    addWayTo(rule, host, adjacency, path);
    addDestinations(rule, trace, adjacency, path);
  } else if (host) {
    path.add(host.id);
    addCallers(host.id, adjacency, path);
  }
  return path;
}

/** The host's card by the virtual host's domain or name; Envoy names it `host:port`. */
function hostOf(trace: Trace, graph: RoutingGraph): HostCard | null {
  const { virtualHost } = trace;
  if (!virtualHost) return null;
  const names = new Set(
    [virtualHost.name.replace(/:\d+$/, ''), ...virtualHost.domains].map((name) => name.toLowerCase()),
  );
  const fits = (node: GraphNode | null): node is HostCard =>
    node?.type === 'host' && node.kind === 'host' && node.names.some((name) => names.has(name));
  const object = virtualHost.source && adjacencyOf(graph).node(nodeIdAt(graph, virtualHost.source)?.node ?? '');
  return object && fits(object) ? object : (graph.nodes.find(fits) ?? null);
}

function ruleOf(trace: Trace, graph: RoutingGraph, host: HostCard | null): RuleCard | null {
  const { node } = adjacencyOf(graph);
  const { filterChain, destinations } = trace;
  const sources = trace.virtualHost
    ? [trace.route?.source]
    : [filterChain?.tcp?.source, filterChain?.source, destinations[0]?.source as ConfigSource | undefined];
  for (const source of sources) {
    const found = source && node(nodeIdAt(graph, source)?.node ?? '');
    if (found?.type === 'rule') return found;
  }
  if (trace.route || !trace.virtualHost) {
    const cluster = destinations[0] && parseClusterName(destinations[0].cluster);
    const implicit = cluster && node(`implicit:default/${cluster.host.toLowerCase()}`);
    return implicit?.type === 'rule' ? implicit : null;
  }
  return host ? unmatchedOf(host, adjacencyOf(graph)) : null;
}

/** The implicit 404 behind a host's rules. */
function unmatchedOf(host: HostCard, adjacency: Adjacency): RuleCard | null {
  const open = adjacency.from(host.id).map((edge) => edge.to);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const rule = adjacency.node(next);
    if (rule?.type === 'rule' && rule.state === 'implicit') return rule;
    open.push(...adjacency.from(next).flatMap((edge) => (edge.kind === 'else' ? [edge.to] : [])));
  }
  return null;
}

function addWayTo(rule: RuleCard, host: HostCard | null, adjacency: Adjacency, path: Set<string>): void {
  const ways = waysIn(adjacency, rule.id);
  const doors = ways.filter((edge) => edge.kind === 'rule');
  const door = doors.find((edge) => edge.from === host?.id) ?? doors.find((edge) => isCalled(edge.from, adjacency));
  for (const edge of ways) if (edge.kind !== 'rule' || edge === door) path.add(edge.id);
  if (door) {
    path.add(door.from);
    addCallers(door.from, adjacency, path);
  }
  for (const edge of ways) {
    const root = edge.kind === 'delegate' && !path.has(edge.from) ? adjacency.node(edge.from) : null;
    if (root?.type !== 'rule') continue;
    path.add(root.id);
    addWayTo(root, host, adjacency, path);
  }
}

/** The way from the card that asks: straight, or through a gateway. */
function addCallers(host: string, adjacency: Adjacency, path: Set<string>): void {
  for (const edge of adjacency.to(host)) {
    if (edge.kind !== 'call') continue;
    const direct = isAsking(edge.from, adjacency);
    const behind = adjacency.to(edge.from).find((outer) => isAsking(outer.from, adjacency));
    if (!direct && !behind) continue;
    for (const id of [edge.id, edge.from, behind?.id, behind?.from]) if (id !== undefined) path.add(id);
  }
}

function isCalled(host: string, adjacency: Adjacency): boolean {
  return adjacency
    .to(host)
    .some(
      ({ from }) => isAsking(from, adjacency) || adjacency.to(from).some((outer) => isAsking(outer.from, adjacency)),
    );
}

function isAsking(id: string, adjacency: Adjacency): boolean {
  const node = adjacency.node(id);
  return node?.type === 'caller' && node.asking;
}

function addDestinations(rule: RuleCard, trace: Trace, adjacency: Adjacency, path: Set<string>): void {
  const reached = trace.destinations.filter((share) => share.percent > 0);
  const mirrored = trace.mirrors.filter((mirror) => mirror.percent > 0);
  for (const edge of adjacency.from(rule.id)) {
    const clusters = edge.kind === 'destination' ? reached : edge.kind === 'mirror' ? mirrored : [];
    if (edge.percent === 0 || !clusters.some((cluster) => leadsTo(edge, cluster, adjacency))) continue;
    path.add(edge.id);
    path.add(edge.to);
    for (const onward of adjacency.from(edge.to)) {
      path.add(onward.id);
      path.add(onward.to);
    }
  }
}

/** Whether the edge stands for the cluster: made from the same lines, or of the same host, subset and port. */
function leadsTo(
  edge: GraphEdge,
  { cluster, source }: { readonly cluster: string; readonly source: unknown },
  adjacency: Adjacency,
): boolean {
  if (edge.source && source && isSameSource(source as Source, edge.source)) return true;
  const card = adjacency.node(edge.to);
  const identity = parseClusterName(cluster);
  if (card?.type !== 'destination' || !identity) return false;
  const samePort = card.port === null || card.port === identity.port;
  return identity.subset === (card.subset ?? '') && samePort && identity.host.toLowerCase() === card.host;
}
