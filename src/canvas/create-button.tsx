import { Plus } from 'lucide-react';
import type { GraphNode } from '../graph/graph.ts';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import { createEdit } from './create-edit.ts';
import styles from './card.module.css';

/** Makes a ghost real: one undo step that adds what is missing to the text. */
export function CreateButton({ card }: { card: GraphNode }) {
  const workspace = useWorkspaceApi();
  const create = () => createEdit(card, workspace.store.getState().graph);
  const what = create()?.what;
  if (!what) return null;
  const words = `Create ${what}`;
  return (
    <button
      type="button"
      className={`${styles.create} nopan`}
      aria-label={words}
      title={words}
      onClick={(event) => {
        event.stopPropagation();
        const made = create();
        if (made) workspace.dispatch(made.edit);
      }}
    >
      <Plus size={13} aria-hidden />
      <span>
        <i>Create </i>
        {what}
      </span>
    </button>
  );
}
