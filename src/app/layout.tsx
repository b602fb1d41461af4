import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { Group, Panel, Separator, useGroupRef, usePanelRef } from 'react-resizable-panels';
import { useWorkspace } from '../ui/use-workspace.tsx';
import type { ViewMode } from '../workspace/workspace.ts';
import styles from './app.module.css';
import { narrow } from './narrow.ts';

function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      narrow.addEventListener('change', changed);
      return () => narrow.removeEventListener('change', changed);
    },
    () => narrow.matches,
  );
}

/** What a list needs below the canvas, in percent of the height. */
const listHeight = 30;
/** What the timeline of a canary with what it is made of needs. */
const rolloutHeight = 44;
/** What any panel needs on a phone to be read; the canvas above still shows what is selected there. */
const narrowHeight = 60;

/** Shares of the width, by pane. */
type Shares = Readonly<Record<string, number>>;
const firstSplit: Shares = { canvas: 66, text: 34 };
const alone: Partial<Record<ViewMode, Shares>> = { canvas: { canvas: 100, text: 0 }, text: { canvas: 0, text: 100 } };

/**
 * Canvas beside text, panels below. A pane that is out of view is collapsed, never taken away: the editor keeps its undo stack. On a narrow screen one pane
 * is shown at a time, and the text is not loaded before it is asked for.
 */
export function Layout({ canvas, text, panel }: { canvas: ReactNode; text: ReactNode; panel: ReactNode }) {
  const isNarrow = useIsNarrow();
  const chosen = useWorkspace((state) => state.view);
  const view = isNarrow && chosen === 'both' ? 'canvas' : chosen;
  const panesGroup = useGroupRef();
  const split = useRef(firstSplit);
  const bottomPanel = usePanelRef();
  const [first] = useState(alone[view] ?? firstSplit);
  const [textWasShown, setTextWasShown] = useState(view !== 'canvas');
  if (view !== 'canvas' && !textWasShown) setTextWasShown(true);

  useEffect(() => {
    const group = panesGroup.current;
    group?.setLayout(alone[view] ?? split.current);
    return () => {
      const left = group?.getLayout();
      // A pane that was pushed shut is not what "both" means.
      if (view === 'both' && left?.['canvas'] && left['text']) split.current = left;
    };
  }, [view, panesGroup]);
  const isPanelOpen = panel !== null;
  const isRollout = useWorkspace((state) => state.panel === 'rollout');
  const least = isNarrow ? narrowHeight : isRollout ? rolloutHeight : listHeight;
  const heights = useRef(new Map([[listHeight, listHeight]]));
  useEffect(() => {
    const pane = bottomPanel.current;
    if (!isPanelOpen) {
      pane?.collapse();
      return undefined;
    }
    const kept = heights.current;
    pane?.expand();
    pane?.resize(`${kept.get(least) ?? Math.max(least, kept.get(listHeight) ?? 0)}%`);
    return () => {
      // What somebody dragged it to holds, for panels that need as much. One that was pushed shut comes back as it was.
      const height = pane?.getSize().asPercentage ?? 0;
      if (height > 1) kept.set(least, height);
    };
  }, [isPanelOpen, least, bottomPanel]);

  const panes = (
    <Group groupRef={panesGroup} defaultLayout={first} orientation="horizontal" className={styles.pane}>
      <Panel id="canvas" minSize={260} collapsible>
        {canvas}
      </Panel>
      <Separator className={`${styles.separator} ${styles.vertical}`} disabled={view !== 'both'} />
      <Panel id="text" minSize={220} collapsible>
        {textWasShown && text}
      </Panel>
    </Group>
  );
  return (
    <Group orientation="vertical" className={styles.pane}>
      <Panel id="panes" minSize={140}>
        {panes}
      </Panel>
      <Separator className={`${styles.separator} ${styles.horizontal}`} disabled={!panel} />
      <Panel panelRef={bottomPanel} id="bottom" defaultSize={panel ? `${least}%` : '0%'} minSize={90} collapsible>
        {panel}
      </Panel>
    </Group>
  );
}
