import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { firstExample } from './examples.ts';
import './global.css';
import { keptFiles } from './kept-files.ts';
import { noFiles } from './opened-files.ts';
import { showLook } from './saved-workspace.ts';
import { createSession, type Session } from './session.ts';
import { keepStored, loadKey, loadWorkspace } from './storage.ts';
import { watchTabs } from './tabs.ts';
import { showTheme } from './theme.ts';
import { keepTimeline } from './timeline.ts';

showTheme();
// The engines come in a chunk of their own, fetched while the rest is still being read.
const engines = import('../workspace/create-workspace.ts');
void start();

async function start(): Promise<void> {
  const { readShareHash } = await import('./share-link.ts');
  const link = readShareHash(location.hash);
  const shared = typeof link === 'string' ? null : link;
  const stored = loadWorkspace();
  const first = shared ?? stored ?? (await firstExample());
  const key = shared ? null : loadKey();
  const files = key === null ? noFiles : await keptFiles(key);
  const { createWorkspace } = await engines;
  const workspace = createWorkspace({ ...first, later: afterPaint() });
  showLook(workspace, first.look);
  const session = createSession(workspace, { isExample: first.isExample, isShared: shared !== null, files, key });
  const tabs = watchTabs(session);
  keepStored(session, {
    onWritten: tabs.tellEdited,
    onFull: () =>
      workspace.notify('The browser has no room to keep this workspace: download it before you leave.', 'refusal'),
  });
  if (typeof link === 'string') refuseLink(session, link);
  // As long as what is shown is the link's, the address is too; a reload shall bring back the work, not the link.
  session.isShared.subscribe(() => {
    if (!session.isShared.get()) clearHash();
  });
  const element = document.getElementById('app');
  if (!element) throw new Error('index.html has no #app');
  createRoot(element).render(
    <StrictMode>
      <App session={session} tabs={tabs} timeline={keepTimeline(session)} />
    </StrictMode>,
  );
  addEventListener('hashchange', () => {
    const opened = readShareHash(location.hash);
    if (typeof opened === 'string') refuseLink(session, opened);
    else if (opened) session.openShared(opened);
  });
  if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('./sw.js');
}

function refuseLink({ workspace }: Session, why: string): void {
  clearHash();
  workspace.notify(why, 'refusal');
}

function clearHash(): void {
  history.replaceState(null, '', location.pathname + location.search);
}

/** Runs the latest task once the screen has been drawn. */
function afterPaint(): (task: () => void) => void {
  let latest: (() => void) | null = null;
  return (task) => {
    const waiting = latest !== null;
    latest = task;
    if (waiting) return;
    setTimeout(() => {
      const run = latest;
      latest = null;
      run?.();
    }, 60);
  };
}
