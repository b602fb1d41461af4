import type { GraphNode } from '../graph/graph.ts';
import { cardName } from './card-name.ts';

const most = 30;

/** The cards that hold all the words, in the order of the drawing. */
export function findCards(nodes: readonly GraphNode[], words: string): readonly GraphNode[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const found: GraphNode[] = [];
  for (const node of nodes) {
    const text = `${cardName(node)} ${node.type === 'host' ? node.names.join(' ') : ''}`.toLowerCase();
    if (wanted.every((word) => text.includes(word))) found.push(node);
    if (found.length === most) break;
  }
  return found;
}
