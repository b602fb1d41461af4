import { useEffect, useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { loadExamples, type Example } from './examples.ts';
import styles from './examples-dialog.module.css';
import type { Session } from './session.ts';

/** The gallery: one workspace per topic, each with two things to try. */
export function ExamplesDialog({
  session,
  isOpen,
  onClose,
}: {
  session: Session;
  isOpen: boolean;
  onClose: () => void;
}) {
  const [examples, setExamples] = useState<readonly Example[]>([]);
  useEffect(() => {
    if (isOpen && examples.length === 0) {
      loadExamples().then(setExamples, () => session.workspace.notify('The examples could not be loaded.', 'refusal'));
    }
  }, [isOpen, examples.length, session]);
  const open = (example: Example) => {
    onClose();
    session.openExample(example).catch(() => session.workspace.notify('The example could not be loaded.', 'refusal'));
  };
  return (
    <Dialog title="Examples" isOpen={isOpen} onClose={onClose}>
      <ul className={styles.gallery}>
        {examples.map((example) => (
          <li key={example.file}>
            <button type="button" className={styles.example} onClick={() => open(example)}>
              <b>{example.title}</b>
              <span>{example.topic}</span>
              {example.try.map((sentence) => (
                <small key={sentence}>{sentence.replaceAll('`', '')}</small>
              ))}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
