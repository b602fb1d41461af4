import { Bookmark, History } from 'lucide-react';
import { useCallback, useEffect, useState, type FormEvent } from 'react';
import controls from '../ui/controls.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { lineChanges } from '../workspace/line-changes.ts';
import styles from './history-dialog.module.css';
import { loadSnapshots, removeSnapshots, type Snapshot } from './snapshots.ts';
import type { Timeline } from './timeline.ts';

/** Named snapshots and the automatic timeline, each against the text as it is now; restoring is one undoable step. */
export function HistoryDialog({
  timeline,
  isOpen,
  onClose,
}: {
  timeline: Timeline;
  isOpen: boolean;
  onClose: () => void;
}) {
  const workspace = useWorkspaceApi();
  const [snapshots, setSnapshots] = useState<readonly Snapshot[] | null>(null);
  const refresh = useCallback(() => void loadSnapshots().then(setSnapshots), []);
  useEffect(() => {
    void timeline.keepNow().then(refresh);
  }, [timeline, refresh]);

  const keep = async (name: string) => {
    if (!(await timeline.keepNamed(name))) {
      workspace.notify('The browser keeps no snapshots here: download the workspace instead.', 'refusal');
    }
    refresh();
  };
  const restore = async (snapshot: Snapshot) => {
    await timeline.restore(snapshot);
    workspace.notify(`Restored ${snapshot.name ?? timeOf(snapshot.at)}. Undo brings back what was here.`, 'info');
    onClose();
  };
  const remove = async (id: string) => {
    await removeSnapshots([id]);
    refresh();
  };

  return (
    <Dialog title="Snapshots and timeline" isOpen={isOpen} onClose={onClose}>
      <KeepForm onKeep={keep} />
      {snapshots?.length === 0 && (
        <p className={styles.quiet}>Nothing is kept yet. While you edit, a point is kept every few minutes.</p>
      )}
      <ol className={styles.list} aria-label="Snapshots">
        {snapshots?.map((snapshot) => (
          <Entry key={snapshot.id} snapshot={snapshot} onRestore={restore} onRemove={remove} />
        ))}
      </ol>
    </Dialog>
  );
}

function KeepForm({ onKeep }: { onKeep: (name: string) => Promise<void> }) {
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    void onKeep(name.trim());
    setName('');
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <input
        className={styles.field}
        aria-label="Name of the snapshot"
        placeholder="Name what is here now, e.g. before the canary"
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className={controls.button} disabled={name.trim() === ''}>
        Keep a snapshot
      </button>
    </form>
  );
}

function Entry({
  snapshot,
  onRestore,
  onRemove,
}: {
  snapshot: Snapshot;
  onRestore: (snapshot: Snapshot) => Promise<void>;
  onRemove: (id: string) => Promise<void>;
}) {
  const text = useWorkspace((state) => state.text);
  const title = useWorkspace((state) => state.title);
  const { added, removed } = lineChanges(text, snapshot.text);
  const Icon = snapshot.name === null ? History : Bookmark;
  const said = snapshot.name ?? timeOf(snapshot.at);
  return (
    <li className={styles.entry} data-named={snapshot.name !== null || undefined}>
      <Icon size={14} aria-hidden />
      <span className={styles.name}>
        <b>{said}</b>
        <small>
          {[snapshot.name === null ? null : timeOf(snapshot.at), snapshot.title === title ? null : snapshot.title]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
      <span className={styles.changes} title="Lines that restoring adds and takes away">
        {snapshot.text === text ? 'as it is now' : `+${added} −${removed}`}
      </span>
      <button
        type="button"
        className={controls.button}
        disabled={snapshot.text === text}
        aria-label={`Restore ${said}`}
        onClick={() => void onRestore(snapshot)}
      >
        Restore
      </button>
      <button
        type="button"
        className={controls.button}
        aria-label={`Forget ${said}`}
        onClick={() => void onRemove(snapshot.id)}
      >
        Forget
      </button>
    </li>
  );
}

/** The time of day, with the date where it is another one. */
function timeOf(at: number): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return date.toDateString() === new Date().toDateString() ? time : `${date.toLocaleDateString()} ${time}`;
}
