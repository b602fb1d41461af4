import { useEffect, useRef, useState } from 'react';
import type { MountedEditor } from '../monaco/mount-editor.ts';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import styles from './app.module.css';
import { onThemeChange, resolvedTheme } from './theme.ts';

/** The text. Until the editor has been loaded the text itself is shown, and the canvas works already. */
export function TextPane() {
  const workspace = useWorkspaceApi();
  const element = useRef<HTMLDivElement>(null);
  const [isReady, setReady] = useState(false);

  useEffect(() => {
    let editor: MountedEditor | null = null;
    let gone = false;
    let unsubscribe = () => {};
    void import('../monaco/mount-editor.ts').then(({ mountEditor }) => {
      if (gone || !element.current) return;
      editor = mountEditor(element.current, workspace, resolvedTheme());
      unsubscribe = onThemeChange(editor.setTheme);
      setReady(true);
    });
    return () => {
      gone = true;
      unsubscribe();
      editor?.dispose();
    };
  }, [workspace]);

  return (
    <section className={styles.pane} aria-label="YAML">
      {!isReady && <PlainText />}
      <div ref={element} className={styles.editor} hidden={!isReady} />
    </section>
  );
}

function PlainText() {
  const workspace = useWorkspaceApi();
  return (
    <pre className={styles.plain} tabIndex={0} aria-label="YAML, read only while the editor is loading">
      {workspace.store.getState().text}
    </pre>
  );
}
