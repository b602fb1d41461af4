import { replaceEdit } from '../workspace/replace-edit.ts';
import type { Session } from './session.ts';
import { keepSnapshot, type Snapshot } from './snapshots.ts';

/** A point is kept once the text has been quiet for a while, and in any case after some minutes of edits. */
const quiet = 15_000;
const longest = 180_000;

/** Keeps the states that a workspace goes through, automatically or by name. */
export type Timeline = {
  /** Keeps the text as it is now under a name. False where the browser keeps nothing. */
  readonly keepNamed: (name: string) => Promise<boolean>;
  /** Brings a state back, as one edit that can be undone; what was there is kept as a point first. */
  readonly restore: (snapshot: Snapshot) => Promise<void>;
  /** Keeps what has been edited since the last point. */
  readonly keepNow: () => Promise<void>;
};

/** Watches a workspace's text: the state that edits began from is kept, and what they led to; also when another workspace is opened or the page is hidden. */
export function keepTimeline(session: Session): Timeline {
  const { workspace } = session;
  const now = () => workspace.store.getState();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let since = 0;
  let kept: string | null = null;

  const keep = (text: string, title: string, name: string | null) => {
    kept = text;
    const at = Date.now();
    return keepSnapshot({ id: `${at}-${Math.random().toString(36).slice(2)}`, at, name, title, text });
  };
  const keepPoint = async (text: string, title: string) => {
    if (text !== kept && text.trim() !== '') await keep(text, title, null);
  };
  const stopWaiting = () => {
    const waited = timer !== null;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    return waited;
  };
  const keepNow = async () => {
    if (stopWaiting()) await keepPoint(now().text, now().title);
  };

  workspace.store.subscribe((state, before) => {
    if (state.text === before.text) return;
    const isOpened = !state.canUndo && !state.canRedo;
    const waited = stopWaiting();
    if (!waited || isOpened) {
      since = Date.now();
      if (waited || !isOpened) void keepPoint(before.text, before.title);
    }
    if (!isOpened) timer = setTimeout(() => void keepNow(), Math.max(0, Math.min(quiet, since + longest - Date.now())));
  });
  document.addEventListener('visibilitychange', () => void keepNow());
  addEventListener('pagehide', () => void keepNow());

  return {
    keepNamed: (name) => keep(now().text, now().title, name),
    async restore(snapshot) {
      stopWaiting();
      await keepPoint(now().text, now().title);
      workspace.applyTextEdits(replaceEdit(now().text, snapshot.text));
    },
    keepNow,
  };
}
