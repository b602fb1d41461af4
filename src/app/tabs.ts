import { replaceEdit } from '../workspace/replace-edit.ts';
import { createObserved, type Observed } from './observed.ts';
import { readSavedWorkspace, isRecord, type SavedWorkspace } from './saved-workspace.ts';
import type { Session } from './session.ts';
import { tab } from './storage.ts';

/** How the tabs of one browser notice each other. */
export type Tabs = {
  /** What another tab made of the same workspace, where it differs from what is shown here. */
  readonly rival: Observed<SavedWorkspace | null>;
  /** Tells the other tabs what this one has just kept. */
  readonly tellEdited: (saved: SavedWorkspace) => void;
  /** Takes the other tab's text over, as one edit that can be undone. */
  readonly takeOver: () => void;
  /** Goes on with what is here; the other tab's text stays there. */
  readonly keepMine: () => void;
};

/** Listens to the other tabs. Where the browser has no channels, tabs do not notice each other; what is overwritten is kept all the same (storage.ts). */
export function watchTabs(session: Session): Tabs {
  const { workspace } = session;
  const rival = createObserved<SavedWorkspace | null>(null);
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('signalbox');
  let told = false;
  let lastTold = '';
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target: it is of one origin anyway
  const send = (kind: Kind, saved: SavedWorkspace) => channel?.postMessage({ kind, tab, key: session.key(), saved });

  const onMessage = ({ data }: MessageEvent<unknown>) => {
    const message = readMessage(data);
    if (!message || session.isShared.get() || message.key !== session.key()) return;
    const differs = message.saved.text !== workspace.store.getState().text;
    if (message.kind === 'hello') send('here', session.saved());
    if (message.kind === 'edited' || (message.kind === 'here' && differs)) rival.set(differs ? message.saved : null);
    else if (!told) {
      told = true;
      workspace.notify(
        'This workspace is open in another tab as well. Each tab will say when the other one edits.',
        'info',
      );
    }
  };
  channel?.addEventListener('message', onMessage);
  workspace.store.subscribe(({ text }, before) => {
    if (text !== before.text && rival.get()?.text === text) rival.set(null);
  });
  // An untouched example is the same everywhere: nothing to tell.
  if (!session.isShared.get() && !isUntouchedExample(session.saved())) send('hello', session.saved());

  return {
    rival,
    tellEdited(saved) {
      if (session.isShared.get() || saved.text === lastTold || isUntouchedExample(saved)) return;
      lastTold = saved.text;
      send('edited', saved);
    },
    takeOver() {
      const other = rival.get();
      if (!other) return;
      rival.set(null);
      workspace.applyTextEdits(replaceEdit(workspace.store.getState().text, other.text));
    },
    keepMine: () => rival.set(null),
  };
}

type Kind = 'hello' | 'here' | 'edited';
const kinds: readonly Kind[] = ['hello', 'here', 'edited'];

function readMessage(
  data: unknown,
): { readonly kind: Kind; readonly key: string; readonly saved: SavedWorkspace } | null {
  if (!isRecord(data) || data['tab'] === tab) return null;
  const kind = kinds.find((known) => known === data['kind']);
  const saved = readSavedWorkspace(data['saved']);
  return kind && saved && typeof data['key'] === 'string' ? { kind, key: data['key'], saved } : null;
}

function isUntouchedExample({ isExample, text, original }: SavedWorkspace): boolean {
  return isExample && text === original;
}
