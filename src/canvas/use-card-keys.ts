import type { KeyboardEvent } from 'react';
import type { GraphNode, RuleCard } from '../graph/graph.ts';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import { neighbour, type Direction } from './neighbour.ts';
import { removalOf } from './removal.ts';
import type { Focus } from './use-focus.ts';

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** Whether the key is for a field, a slider or a form: they keep their keys. So do all keys with Ctrl or ⌘. */
function isForOthers({ target, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const owners = 'input, textarea, select, [role="slider"], [role="menu"], [role="dialog"]';
  return ctrlKey || metaKey || !(target instanceof HTMLElement) || target.closest(owners) !== null;
}

/**
 * The keys of the canvas: arrows go from card to card, Alt+↑ and Alt+↓ move a rule, Delete removes what is selected, Enter opens what changes the card,
 * Escape leads from a card's inside to the card, and from there lets go of it.
 */
export function useCardKeys({
  current,
  focus,
  goTo,
  follow,
  release,
}: {
  current: GraphNode | null;
  focus: Focus | null;
  goTo: (id: string) => void;
  /** Asks that the next selection be shown and take the keyboard with it. */
  follow: () => void;
  release: () => void;
}): (event: KeyboardEvent) => void {
  const workspace = useWorkspaceApi();
  return (event) => {
    const { target } = event;
    if (isForOthers(event) || !(target instanceof HTMLElement)) return;
    if (!current || !handle(event, target, current)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Whether the key meant something here. */
  function handle(event: KeyboardEvent, target: HTMLElement, card: GraphNode): boolean {
    const direction = directions[event.key];
    if (direction && event.altKey) return card.type === 'rule' && move(card, direction);
    if (direction) {
      const { graph, layout } = workspace.store.getState();
      const next = neighbour(graph, layout, card.id, direction);
      if (next !== null) goTo(next);
      return true;
    }
    if (event.altKey) return false;
    const isCard = target.dataset['card'] !== undefined;
    switch (event.key) {
      case 'Delete':
      case 'Backspace':
        return remove(card);
      case 'Enter':
      case 'F2':
        if (isCard) target.querySelector<HTMLElement>('[data-edit]')?.click();
        return isCard;
      case 'Escape':
        if (isCard || !target.closest('[data-card]')) release();
        else target.closest<HTMLElement>('[data-card]')?.focus();
        return true;
      default:
        return false;
    }
  }

  function move(rule: RuleCard, direction: Direction): boolean {
    if (direction !== 'up' && direction !== 'down') return false;
    if (!rule.source || rule.order === null || !rule.owner) return false;
    if (rule.owner.kind !== 'VirtualService') {
      const why = `Rules of a ${rule.owner.kind} are asked by how specific they are, not by where they stand.`;
      workspace.notify(why, 'info');
      return true;
    }
    const to = rule.order - 1 + (direction === 'up' ? -1 : 1);
    if (to >= 0 && to < rule.owner.rules) {
      follow();
      workspace.dispatch({ type: 'moveRule', rule: rule.source, to });
    }
    return true;
  }

  function remove(card: GraphNode): boolean {
    const part = focus?.card.id === card.id ? focus.part : card.source;
    const edit = removalOf(card, part);
    if (!edit) {
      workspace.notify('Nothing in the text stands for this card: it follows from the rest.', 'refusal');
      return true;
    }
    follow();
    const refusal = workspace.dispatch(edit);
    if (!refusal && edit.type === 'remove' && edit.target.path.length === 0) {
      workspace.notify('The whole document is deleted. Undo brings it back.', 'info');
    }
    return true;
  }
}
