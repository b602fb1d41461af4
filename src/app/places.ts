import type { Action } from '../ui/action.ts';
import type { Workspace, WorkspaceState } from '../workspace/workspace.ts';

type Card = WorkspaceState['graph']['nodes'][number];

/** Every card with a place in the text as a line of the palette. */
export function placesOf(workspace: Workspace): Action[] {
  return workspace.store.getState().graph.nodes.flatMap((card) => {
    const { source } = card;
    if (!source) return [];
    return [
      {
        id: card.id,
        label: nameOf(card),
        group: 'Go' as const,
        run: () => workspace.selectSource(source, 'panel'),
      },
    ];
  });
}

function nameOf(card: Card): string {
  if (card.type === 'destination') return `Destination ${card.host}${card.subset ? ` ${card.subset}` : ''}`;
  const kinds = { caller: 'Caller', host: 'Host', rule: 'Rule', workload: 'Workload' } as const;
  return `${kinds[card.type]} ${card.title}`;
}
