import type { ConfigSource } from '../envoy/config.ts';
import type { Trace } from '../envoy/trace.ts';
import { isSameSource, type Source } from '../istio/source.ts';
import { parseClusterName } from '../pilot/cluster-name.ts';
import { askedAlong, stepsAlong } from './asked-along.ts';
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
    addWayTo(rule, { trace, host, graph }, path);
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
  return host ? unmatchedOf({ trace, host, graph }) : null;
}

/** The implicit 404 behind a host's rules. */
function unmatchedOf({ trace, host, graph }: Asked): RuleCard | null {
  const adjacency = adjacencyOf(graph);
  const unmatched = adjacency.from(host?.id ?? '').flatMap((entry) => {
    if (entry.kind !== 'rule') return [];
    const rule = adjacency.node(askedAlong(entry, adjacency.from).at(-1) ?? '');
    return rule?.type === 'rule' && rule.state === 'implicit' ? [{ entry, rule }] : [];
  });
  const taken = doorOf(
    unmatched.toReversed().map(({ entry }) => entry),
    null,
    { trace, host, graph },
  );
  return unmatched.find(({ entry }) => entry === taken)?.rule ?? null;
}

/** A question and where it is asked. */
type Asked = { readonly trace: Trace; readonly host: HostCard | null; readonly graph: RoutingGraph };

/**
 * The edge by which a request got to a rule (null: past all rules). A host may have several lists, one for each listener: the right one holds nothing
 * before the rule but what the trace's virtual host asks, and as much of that as there is.
 */
function doorOf(doors: readonly GraphEdge[], rule: string | null, { trace, graph }: Asked): GraphEdge | undefined {
  if (doors.length < 2 || !doors.some((door) => door.asks)) return doors[0];
  const { node } = adjacencyOf(graph);
  const routes = trace.virtualHost?.routes ?? [];
  const asked = new Set(routes.flatMap(({ source }) => (source && nodeIdAt(graph, source)?.node) ?? []));
  const before = ({ asks = [] }: GraphEdge) => (rule === null ? asks : asks.slice(0, asks.indexOf(rule)));
  const isAsked = (id: string) => asked.has(id) || node(id)?.state === 'implicit';
  const fitting = doors.filter((door) => before(door).every(isAsked));
  return fitting.toSorted((a, b) => before(b).length - before(a).length)[0] ?? doors[0];
}

function addWayTo(rule: RuleCard, asked: Asked, path: Set<string>): void {
  const { host, graph } = asked;
  const adjacency = adjacencyOf(graph);
  const ways = waysIn(adjacency, rule.id);
  const doors = ways.filter((edge) => edge.kind === 'rule');
  const own = doors.filter((edge) => edge.from === host?.id);
  const called = own.length > 0 ? own : doors.filter((edge) => isCalled(edge.from, adjacency));
  const door = doorOf(called, rule.id, asked);
  const steps = door?.asks && new Set(stepsAlong(door.asks, rule.id));
  for (const edge of ways) {
    const isOnWay = edge.kind === 'rule' ? edge === door : edge.kind !== 'else' || (steps?.has(edge.id) ?? true);
    if (isOnWay) path.add(edge.id);
  }
  if (door) {
    path.add(door.from);
    addCallers(door.from, adjacency, path);
  }
  for (const edge of ways) {
    const root = edge.kind === 'delegate' && !path.has(edge.from) ? adjacency.node(edge.from) : null;
    if (root?.type !== 'rule') continue;
    path.add(root.id);
    addWayTo(root, asked, path);
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
  { cluster, source }: { readonly cluster: string; readonly source: Source | null },
  adjacency: Adjacency,
): boolean {
  if (edge.source && source && isSameSource(source, edge.source)) return true;
  const card = adjacency.node(edge.to);
  const identity = parseClusterName(cluster);
  if (card?.type !== 'destination' || !identity) return false;
  const samePort = card.port === null || card.port === identity.port;
  return identity.subset === (card.subset ?? '') && samePort && identity.host.toLowerCase() === card.host;
}
