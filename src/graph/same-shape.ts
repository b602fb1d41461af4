import { cardSize, weightRowOffset } from './card-size.ts';
import type { GraphEdge, GraphNode, RoutingGraph } from './graph.ts';

/** Whether two graphs are laid out alike: the same cards of the same sizes, joined by the same edges. What cards say may differ. */
export function isSameShape(a: RoutingGraph, b: RoutingGraph): boolean {
  return (
    a.nodes.length === b.nodes.length &&
    a.edges.length === b.edges.length &&
    a.nodes.every((node, index) => isSameCard(node, b.nodes[index])) &&
    a.edges.every((edge, index) => isSameEdge(edge, b.edges[index]))
  );
}

function isSameCard(a: GraphNode, b: GraphNode | undefined): boolean {
  if (a === b) return true;
  if (a.id !== b?.id || a.type !== b.type || (a.state === 'implicit') !== (b.state === 'implicit')) return false;
  const { width, height } = cardSize(a);
  const other = cardSize(b);
  if (width !== other.width || height !== other.height) return false;
  if (a.type !== 'rule' || b.type !== 'rule') return true;
  return (
    a.delegate === b.delegate &&
    a.weights.length === b.weights.length &&
    a.weights.every((_, index) => weightRowOffset(a, index) === weightRowOffset(b, index))
  );
}

function isSameEdge(a: GraphEdge, b: GraphEdge | undefined): boolean {
  if (a === b) return true;
  return (
    a.from === b?.from &&
    a.to === b.to &&
    a.kind === b.kind &&
    a.fromRow === b.fromRow &&
    a.asks?.join(' ') === b.asks?.join(' ')
  );
}
