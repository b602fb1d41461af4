import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { loadExample, loadExamples } from './examples.ts';
import './global.css';
import type { SavedWorkspace } from './saved-workspace.ts';
import { createSession } from './session.ts';
import { readShareHash } from './share-link.ts';
import { keepRecent, keepStored, loadWorkspace } from './storage.ts';
import { showTheme } from './theme.ts';

showTheme();
// The engines come in a chunk of their own, fetched while the rest is still being read.
const engines = import('../workspace/create-workspace.ts');
void start();

async function start(): Promise<void> {
  const shared = readShareHash(location.hash);
  const stored = loadWorkspace();
  if (shared !== null && typeof shared !== 'string' && stored) keepRecent(stored);
  const first = shared !== null && typeof shared !== 'string' ? shared : (stored ?? (await firstExample()));
  const { createWorkspace } = await engines;
  const workspace = createWorkspace({ ...first, later: afterPaint() });
  const session = createSession(workspace, first.isExample);
  keepStored(workspace, session.isExample, () =>
    workspace.notify('The browser has no room to keep this workspace: download it before you leave.', 'refusal'),
  );
  if (typeof shared === 'string') workspace.notify(shared, 'refusal');
  // The link has been read; a reload shall bring back the work, not the link.
  if (shared !== null) history.replaceState(null, '', location.pathname + location.search);
  const element = document.getElementById('app');
  if (!element) throw new Error('index.html has no #app');
  createRoot(element).render(
    <StrictMode>
      <App session={session} />
    </StrictMode>,
  );
  addEventListener('hashchange', () => openHash(session));
  if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('./sw.js');
}

function openHash(session: ReturnType<typeof createSession>): void {
  const shared = readShareHash(location.hash);
  if (shared === null) return;
  history.replaceState(null, '', location.pathname + location.search);
  if (typeof shared === 'string') session.workspace.notify(shared, 'refusal');
  else session.openSaved(shared);
}

/** The first screen is alive: an example with a request running through it. */
async function firstExample(): Promise<SavedWorkspace> {
  try {
    const [example] = await loadExamples();
    if (!example) throw new Error('there are no examples');
    const text = await loadExample(example);
    return { text, original: text, title: example.title, ask: example.ask, isExample: true };
  } catch {
    const ask = { caller: { namespace: 'default', labels: {} }, method: 'GET', url: '', headers: [] };
    return { text: '', original: '', title: 'Workspace', ask, isExample: true };
  }
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
