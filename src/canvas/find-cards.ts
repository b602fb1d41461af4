import type { GraphNode } from '../graph/graph.ts';
import { cardName } from './card-name.ts';

const most = 30;

/** The cards that hold all the words: those that are called so first, then those that say so, each in the order of the drawing. */
export function findCards(nodes: readonly GraphNode[], words: string): readonly GraphNode[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const called: GraphNode[] = [];
  const saying: GraphNode[] = [];
  for (const node of nodes) {
    const text = `${cardName(node)} ${node.type === 'host' ? node.names.join(' ') : ''}`.toLowerCase();
    if (!wanted.every((word) => text.includes(word))) continue;
    const names = namesOf(node).map((name) => name.toLowerCase());
    (names.some((name) => wanted.some((word) => name.startsWith(word))) ? called : saying).push(node);
  }
  return [...called, ...saying].slice(0, most);
}

/** What a card is called by people. */
function namesOf(node: GraphNode): readonly string[] {
  if (node.type === 'host') return [node.title, ...node.names];
  if (node.type === 'destination') return [node.subset ?? node.host];
  return [node.title];
}
