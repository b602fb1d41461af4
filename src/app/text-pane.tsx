import { useEffect, useRef, useState } from 'react';
import type { MountedEditor } from '../monaco/mount-editor.ts';
import type { MountedStepText } from '../monaco/mount-step-text.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import styles from './app.module.css';
import { onThemeChange, resolvedTheme } from './theme.ts';

/** The text. Until the editor has been loaded the text itself is shown, and the canvas works already. */
export function TextPane() {
  const workspace = useWorkspaceApi();
  const element = useRef<HTMLDivElement>(null);
  const [isReady, setReady] = useState(false);
  const isStep = useWorkspace((state) => (state.scrub?.edits.length ?? 0) > 0);

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
      <div ref={element} className={styles.editor} hidden={!isReady || isStep} />
      {isStep && <StepText />}
    </section>
  );
}

/** The text of the step of a plan that is shown; the editor stays behind it, as it is. */
function StepText() {
  const workspace = useWorkspaceApi();
  const step = useWorkspace((state) => state.scrub?.step ?? 0);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let text: MountedStepText | null = null;
    let gone = false;
    void import('../monaco/mount-step-text.ts').then(({ mountStepText }) => {
      if (!gone && element.current) text = mountStepText(element.current, workspace);
    });
    return () => {
      gone = true;
      text?.dispose();
    };
  }, [workspace]);
  return (
    <>
      <div ref={element} className={styles.editor} />
      <p className={styles.stepNote}>
        {step === 0 ? 'The start' : `Step ${step}`}, not written
        <button type="button" onClick={() => workspace.scrub(null)}>
          Back to the text
        </button>
      </p>
    </>
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
