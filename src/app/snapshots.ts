import { readAll, removeAll, writeOne } from './database.ts';
import { isRecord } from './saved-workspace.ts';

/** A state of a workspace's text at a time. `name` is the person's own; without one it is a point of the automatic timeline. */
export type Snapshot = {
  readonly id: string;
  readonly at: number;
  readonly name: string | null;
  readonly title: string;
  readonly text: string;
};

/** What is kept at most: points of the timeline, and characters of all snapshots together. */
export type SnapshotCaps = { readonly timeline: number; readonly characters: number };
const snapshotCaps: SnapshotCaps = { timeline: 60, characters: 24_000_000 };

/** All snapshots, the latest first. */
export async function loadSnapshots(): Promise<Snapshot[]> {
  const entries = await readAll('snapshots');
  return entries.flatMap(({ value }) => readSnapshot(value) ?? []).toSorted((a, b) => b.at - a.at);
}

/** Keeps a snapshot, and lets the oldest points of the timeline go where there are too many. False where the browser keeps nothing. */
export async function keepSnapshot(snapshot: Snapshot): Promise<boolean> {
  const written = await writeOne('snapshots', snapshot.id, snapshot);
  if (written) await removeSnapshots(excess(await loadSnapshots(), snapshotCaps));
  return written;
}

/** Forgets snapshots. */
export async function removeSnapshots(ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await removeAll('snapshots', ids);
}

/**
 * The ids that must go, given the snapshots from the latest to the oldest. Named ones stay as long as they fit by themselves: a person made
 * them. The latest of all always stays.
 */
export function excess(snapshots: readonly Snapshot[], caps: SnapshotCaps): string[] {
  const [latest, ...older] = snapshots;
  if (!latest) return [];
  let room = caps.characters - latest.text.length;
  let points = latest.name === null ? 1 : 0;
  const inOrder = [...older.filter(({ name }) => name !== null), ...older.filter(({ name }) => name === null)];
  return inOrder.flatMap(({ id, name, text }) => {
    const fits = room >= text.length && (name !== null || points < caps.timeline);
    if (!fits) return [id];
    room -= text.length;
    if (name === null) points += 1;
    return [];
  });
}

function readSnapshot(value: unknown): Snapshot | null {
  if (!isRecord(value)) return null;
  const { id, at, name, title, text } = value;
  if (typeof id !== 'string' || typeof at !== 'number' || typeof title !== 'string' || typeof text !== 'string') {
    return null;
  }
  return { id, at, title, text, name: typeof name === 'string' ? name : null };
}
