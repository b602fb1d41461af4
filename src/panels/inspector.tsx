import { X } from 'lucide-react';
import { useMemo } from 'react';
import { useWorkspace } from '../ui/use-workspace.tsx';
import { inspectedAt, type Inspected } from './inspected.ts';
import { ObjectFields } from './inspector-fields.tsx';
import styles from './inspector.module.css';
import panel from './panel.module.css';

/** Every field of what is selected, from the schema that completion and hover use. A change is one edit of the text and one undo step. */
export function Inspector({ onClose }: { onClose: () => void }) {
  const inspected = useInspected();
  return (
    <aside className={styles.inspector} aria-label="Inspector">
      <header className={styles.head}>
        <span>
          <b>{inspected ? `${inspected.kind} ${inspected.name}` : 'Inspector'}</b>
          {inspected && <small className={panel.mono}>{inspected.path.join('.')}</small>}
        </span>
        <button type="button" className={styles.icon} aria-label="Close the inspector" onClick={onClose}>
          <X size={14} aria-hidden />
        </button>
      </header>
      {inspected ? (
        <ObjectFields
          key={inspected.path.join('.')}
          inspected={inspected}
          path={inspected.path}
          value={inspected.value}
          schema={inspected.schema}
        />
      ) : (
        <p className={panel.quiet}>
          Select a rule, a destination, a subset or a host, and all of its fields stand here.
        </p>
      )}
    </aside>
  );
}

function useInspected(): Inspected | null {
  const stream = useWorkspace((state) => state.stream);
  const selection = useWorkspace((state) => state.selection);
  return useMemo(() => inspectedAt(stream, selection), [stream, selection]);
}
