import { Plus } from 'lucide-react';
import type { GraphNode } from '../graph/graph.ts';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import { createEdit } from './create-edit.ts';
import styles from './card.module.css';

/** Makes a ghost real: one undo step that adds what is missing to the text. */
export function CreateButton({ card }: { card: GraphNode }) {
  const workspace = useWorkspaceApi();
  const create = createEdit(card);
  if (!create) return null;
  const words = `Create ${create.what}`;
  return (
    <button
      type="button"
      className={`${styles.create} nopan`}
      aria-label={words}
      title={words}
      onClick={(event) => {
        event.stopPropagation();
        workspace.dispatch(create.edit);
      }}
    >
      <Plus size={13} aria-hidden />
      <span>
        <i>Create </i>
        {create.what}
      </span>
    </button>
  );
}
