import { useMemo, useState } from 'react';
import { Canvas } from '../canvas/canvas.tsx';
import { Inspector } from '../panels/inspector.tsx';
import { RequestBar } from '../panels/request-bar.tsx';
import { VerdictLine } from '../panels/verdict-line.tsx';
import { CommandPalette } from '../ui/command-palette.tsx';
import { useWorkspace, WorkspaceProvider } from '../ui/use-workspace.tsx';
import styles from './app.module.css';
import { ExampleTip } from './example-tip.tsx';
import { ExamplesDialog } from './examples-dialog.tsx';
import { KeysSheet } from './keys-sheet.tsx';
import { Layout } from './layout.tsx';
import { Notice } from './notice.tsx';
import { PanelArea } from './panel-area.tsx';
import { PanelTabs } from './panel-tabs.tsx';
import { placesOf } from './places.ts';
import type { Session } from './session.ts';
import { TextPane } from './text-pane.tsx';
import { TopBar } from './top-bar.tsx';
import { useActions } from './use-actions.ts';
import { useImport } from './use-import.ts';
import { useKeys } from './use-keys.ts';

/** The whole screen over one session. */
export function App({ session }: { session: Session }) {
  return (
    <WorkspaceProvider workspace={session.workspace}>
      <Screen session={session} />
    </WorkspaceProvider>
  );
}

type Overlay = 'palette' | 'keys' | 'examples' | null;

function Screen({ session }: { session: Session }) {
  const [overlay, setOverlay] = useState<Overlay>(null);
  const [isInspecting, setInspecting] = useState(false);
  const screen = useMemo(
    () => ({
      openPalette: () => setOverlay('palette'),
      openKeys: () => setOverlay('keys'),
      openExamples: () => setOverlay('examples'),
      toggleInspector: () => setInspecting((open) => !open),
    }),
    [],
  );
  const actions = useActions(session, screen);
  const panel = useWorkspace((state) => state.panel);
  const isDropping = useImport(session);
  useKeys(actions);
  const close = () => setOverlay(null);

  return (
    <div className={`${styles.app} ${isDropping ? styles.dropping : ''}`}>
      <TopBar session={session} actions={actions} />
      <div className={styles.question}>
        <RequestBar />
        <VerdictLine />
      </div>
      <main className={styles.main}>
        <ExampleTip session={session} />
        <div className={styles.body}>
          <Layout
            canvas={
              <div className={styles.pane}>
                <Canvas />
                {isInspecting && (
                  <div className={styles.drawer}>
                    <Inspector onClose={() => setInspecting(false)} />
                  </div>
                )}
              </div>
            }
            text={<TextPane />}
            panel={panel && <PanelArea panel={panel} />}
          />
        </div>
        <PanelTabs />
      </main>
      <Notice />
      <CommandPalette
        actions={actions}
        places={overlay === 'palette' ? placesOf(session.workspace) : []}
        isOpen={overlay === 'palette'}
        onClose={close}
      />
      <KeysSheet actions={actions} isOpen={overlay === 'keys'} onClose={close} />
      <ExamplesDialog session={session} isOpen={overlay === 'examples'} onClose={close} />
    </div>
  );
}
