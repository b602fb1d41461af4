import { isRecord, readSavedWorkspace, type SavedWorkspace } from './saved-workspace.ts';
import type { Session } from './session.ts';

const currentKey = 'signalbox.workspace';
const recentKey = 'signalbox.recent';
const maxRecent = 8;
/** Names this page among the tabs that share the store. */
export const tab = Math.random().toString(36).slice(2);
/** The text that this page last read from the store of all tabs, or wrote there. */
let seen: string | null = null;
/** What this page last wrote there, as it is stored. */
let written: string | null = null;

/** The workspace as it was when this tab, or else any tab, was last left or lost; null where there is none. */
export function loadWorkspace(): SavedWorkspace | null {
  const ofAll = readSavedWorkspace(readJson(localStorage, currentKey));
  seen ??= ofAll?.text ?? null;
  return readSavedWorkspace(readJson(sessionStorage, currentKey)) ?? ofAll;
}

/** The key of the stored workspace. */
export function loadKey(): string | null {
  const stored = readJson(sessionStorage, currentKey) ?? readJson(localStorage, currentKey);
  return isRecord(stored) && typeof stored['key'] === 'string' ? stored['key'] : null;
}

/** Workspaces that another one took the place of, the latest first. */
export function recentWorkspaces(): SavedWorkspace[] {
  return recentEntries().flatMap((item) => readSavedWorkspace(item) ?? []);
}

/** Keeps a workspace that is about to be replaced. Untouched examples are not worth it. */
export function keepRecent(workspace: SavedWorkspace): void {
  keepEntry(workspace, tab, ({ text }) => text === workspace.text);
}

/** How long nothing may have changed before it is kept, and how long changes may go on without that, in milliseconds. */
const quietTime = 50;
const longestWait = 2000;

/**
 * Keeps what is in the workspace: when a change is over (writing takes a good part of a frame, so hardly ever while a pointer is down), and at once when
 * the page is hidden. `onFull` is told when the browser takes no more.
 */
export function keepStored(
  session: Session,
  { onWritten, onFull }: { onWritten: (saved: SavedWorkspace) => void; onFull: () => void },
): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let since = 0;
  let full = false;
  /** A pointer is down: something may be dragged. */
  let isPressed = false;
  const write = () => {
    timer = null;
    const saved = session.saved();
    const isKept = store(saved, session.key());
    if (!isKept && !full) onFull();
    full = !isKept;
    onWritten(saved);
  };
  const flush = () => {
    if (timer === null) return;
    clearTimeout(timer);
    write();
  };
  const schedule = () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(write, Math.min(isPressed ? longestWait : quietTime, since + longestWait - Date.now()));
  };
  const stop = session.workspace.store.subscribe((state, before) => {
    if (session.isShared.get()) return;
    const keys = ['text', 'ask', 'original', 'view', 'panel', 'assume', 'version'] as const;
    if (keys.every((key) => state[key] === before[key])) return;
    if (timer === null) since = Date.now();
    schedule();
  });
  const press = () => {
    isPressed = true;
  };
  const release = () => {
    isPressed = false;
    if (timer !== null) schedule();
  };
  addEventListener('pointerdown', press, true);
  addEventListener('pointerup', release, true);
  addEventListener('pointercancel', release, true);
  // What is open is kept before something that came by a link is shown in its place, and kept as the person's own once it is that.
  const stopShared = session.isShared.subscribe(() => {
    if (timer !== null) clearTimeout(timer);
    write();
  });
  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', flush);
  return () => {
    stop();
    stopShared();
    flush();
    removeEventListener('pointerdown', press, true);
    removeEventListener('pointerup', release, true);
    removeEventListener('pointercancel', release, true);
    removeEventListener('pagehide', flush);
    document.removeEventListener('visibilitychange', flush);
  };
}

/** Writes a workspace for this tab and for the next ones. What another tab wrote meanwhile is not lost: it goes among the recent ones. */
function store(saved: SavedWorkspace, key: string): boolean {
  const current = readText(localStorage, currentKey);
  if (current !== written) keepOther(current, saved);
  seen = saved.text;
  written = JSON.stringify({ ...saved, tab, key });
  const inTab = writeText(sessionStorage, currentKey, written);
  return writeText(localStorage, currentKey, written) || inTab;
}

function keepOther(stored: string | null, saved: SavedWorkspace): void {
  const current = parse(stored);
  const other = readSavedWorkspace(current);
  if (!other || other.text === seen || other.text === saved.text) return;
  const writer = isRecord(current) && typeof current['tab'] === 'string' ? current['tab'] : '';
  keepEntry(other, writer, (recent) => recent.tab === writer && recent.title === other.title);
}

type Entry = { readonly text: string; readonly title: string; readonly tab: string };

/** Keeps a workspace of a tab among the recent ones, in the place of those that `isReplaced` takes. */
function keepEntry(workspace: SavedWorkspace, writer: string, isReplaced: (entry: Entry) => boolean): void {
  if (workspace.text.trim() === '' || (workspace.isExample && workspace.text === workspace.original)) return;
  const others = recentEntries().filter((item) => {
    const known = readSavedWorkspace(item);
    const by = isRecord(item) && typeof item['tab'] === 'string' ? item['tab'] : '';
    return known && !isReplaced({ text: known.text, title: known.title, tab: by });
  });
  for (let count = maxRecent; count > 0; count--) {
    const kept = [{ ...workspace, tab: writer }, ...others].slice(0, count);
    if (writeText(localStorage, recentKey, JSON.stringify(kept))) return;
  }
}

function recentEntries(): readonly unknown[] {
  const list = readJson(localStorage, recentKey);
  return Array.isArray(list) ? list : [];
}

function readJson(storage: Storage, key: string): unknown {
  return parse(readText(storage, key));
}

function readText(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

function writeText(storage: Storage, key: string, text: string): boolean {
  try {
    storage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
