import type { Workspace } from '../workspace/workspace.ts';
import { readSavedWorkspace, savedWorkspace, type SavedWorkspace } from './saved-workspace.ts';

const currentKey = 'signalbox.workspace';
const recentKey = 'signalbox.recent';
const maxRecent = 8;

/** The workspace as it was when the page was last left or lost; null where there is none. */
export function loadWorkspace(): SavedWorkspace | null {
  return readSavedWorkspace(readJson(currentKey));
}

/** Workspaces that another one took the place of, the latest first. */
export function recentWorkspaces(): SavedWorkspace[] {
  const list = readJson(recentKey);
  return Array.isArray(list) ? list.flatMap((item) => readSavedWorkspace(item) ?? []) : [];
}

/** Keeps a workspace that is about to be replaced. Untouched examples are not worth it. */
export function keepRecent(workspace: SavedWorkspace): void {
  if (workspace.text.trim() === '' || (workspace.isExample && workspace.text === workspace.original)) return;
  const others = recentWorkspaces().filter(({ text }) => text !== workspace.text);
  for (let count = maxRecent; count > 0; count--) {
    if (writeJson(recentKey, [workspace, ...others].slice(0, count))) return;
  }
}

/** Keeps what is in the workspace: shortly after every change, and at once when the page is hidden. `onFull` is told when the browser takes no more. */
export function keepStored(workspace: Workspace, isExample: () => boolean, onFull: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let full = false;
  const write = () => {
    timer = null;
    const written = writeJson(currentKey, savedWorkspace(workspace.store.getState(), isExample()));
    if (!written && !full) onFull();
    full = !written;
  };
  const flush = () => {
    if (timer === null) return;
    clearTimeout(timer);
    write();
  };
  const stop = workspace.store.subscribe((state, before) => {
    if (state.text === before.text && state.ask === before.ask && state.original === before.original) return;
    timer ??= setTimeout(write, 250);
  });
  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', flush);
  return () => {
    stop();
    flush();
    removeEventListener('pagehide', flush);
    document.removeEventListener('visibilitychange', flush);
  };
}

function readJson(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function writeJson(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
