import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { RequestBar } from '../panels/request-bar.tsx';
import { VerdictLine } from '../panels/verdict-line.tsx';
import { useWorkspace, WorkspaceProvider } from '../ui/use-workspace.tsx';
import styles from './app.module.css';
import { ExampleTip } from './example-tip.tsx';
import { Layout } from './layout.tsx';
import { Notice } from './notice.tsx';
import { PanelTabs } from './panel-tabs.tsx';
import { placesOf } from './places.ts';
import type { Session } from './session.ts';
import { SharedBanner } from './shared-banner.tsx';
import { TabsBanner } from './tabs-banner.tsx';
import type { Tabs } from './tabs.ts';
import { TextPane } from './text-pane.tsx';
import type { Timeline } from './timeline.ts';
import { TopBar } from './top-bar.tsx';
import { collectTyped } from '../ui/typed-ahead.ts';
import { useActions } from './use-actions.ts';
import { useImport } from './use-import.ts';
import { useKeys } from './use-keys.ts';

// What the first paint does not need comes in chunks of its own.
const Canvas = lazy(async () => ({ default: (await import('../canvas/canvas.tsx')).Canvas }));
const PanelArea = lazy(async () => ({ default: (await import('./panel-area.tsx')).PanelArea }));
const Inspector = lazy(async () => ({ default: (await import('../panels/inspector.tsx')).Inspector }));
const loadPalette = async () => ({ default: (await import('../ui/command-palette.tsx')).CommandPalette });
const CommandPalette = lazy(loadPalette);
const NotModelledDialog = lazy(async () => ({
  default: (await import('../panels/not-modelled-dialog.tsx')).NotModelledDialog,
}));
const KeysSheet = lazy(async () => ({ default: (await import('./keys-sheet.tsx')).KeysSheet }));
const ExamplesDialog = lazy(async () => ({ default: (await import('./examples-dialog.tsx')).ExamplesDialog }));
const HistoryDialog = lazy(async () => ({ default: (await import('./history-dialog.tsx')).HistoryDialog }));

/** The whole screen over one session. */
export function App({ session, tabs, timeline }: { session: Session; tabs: Tabs; timeline: Timeline }) {
  return (
    <WorkspaceProvider workspace={session.workspace}>
      <Screen session={session} tabs={tabs} timeline={timeline} />
    </WorkspaceProvider>
  );
}

type Overlay = 'palette' | 'keys' | 'not-modelled' | 'examples' | 'history' | null;

function Screen({ session, tabs, timeline }: { session: Session; tabs: Tabs; timeline: Timeline }) {
  const [overlay, setOverlay] = useState<Overlay>(null);
  const [isInspecting, setInspecting] = useState(false);
  const typed = useRef((): string => '');
  const screen = useMemo(
    () => ({
      openPalette: () => {
        typed.current();
        typed.current = collectTyped();
        setOverlay('palette');
      },
      openKeys: () => setOverlay('keys'),
      openNotModelled: () => setOverlay('not-modelled'),
      openExamples: () => setOverlay('examples'),
      openHistory: () => setOverlay('history'),
      toggleInspector: () => setInspecting((open) => !open),
    }),
    [],
  );
  const actions = useActions(session, screen);
  const panel = useWorkspace((state) => state.panel);
  const isDropping = useImport(session);
  useKeys(actions);
  useEffect(() => {
    // What is typed after the first Ctrl+K is for the palette, so it is there by then.
    const timer = setTimeout(() => void loadPalette(), 1500);
    return () => clearTimeout(timer);
  }, []);
  const close = () => {
    typed.current();
    setOverlay(null);
  };

  return (
    <div className={`${styles.app} ${isDropping ? styles.dropping : ''}`}>
      <TopBar session={session} actions={actions} />
      <div className={styles.question}>
        <RequestBar />
        <VerdictLine />
      </div>
      <main className={styles.main}>
        <div>
          <SharedBanner session={session} />
          <TabsBanner tabs={tabs} />
          <ExampleTip session={session} />
        </div>
        <div className={styles.body}>
          <Layout
            canvas={
              <div className={styles.pane}>
                <Suspense>
                  <Canvas />
                </Suspense>
                {isInspecting && (
                  <div className={styles.drawer}>
                    <Suspense>
                      <Inspector onClose={() => setInspecting(false)} />
                    </Suspense>
                  </div>
                )}
              </div>
            }
            text={<TextPane />}
            panel={
              panel && (
                <Suspense>
                  <PanelArea panel={panel} />
                </Suspense>
              )
            }
          />
        </div>
        <PanelTabs />
      </main>
      <Notice />
      <Suspense>
        {overlay === 'palette' && (
          <CommandPalette
            actions={actions}
            places={placesOf(session.workspace)}
            isOpen
            typed={() => typed.current()}
            onClose={close}
          />
        )}
        {overlay === 'not-modelled' && <NotModelledDialog isOpen onClose={close} />}
        {overlay === 'keys' && <KeysSheet actions={actions} isOpen onClose={close} />}
        {overlay === 'history' && <HistoryDialog timeline={timeline} isOpen onClose={close} />}
        {overlay === 'examples' && <ExamplesDialog session={session} isOpen onClose={close} />}
      </Suspense>
    </div>
  );
}
