import { Lightbulb, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWorkspace } from '../ui/use-workspace.tsx';
import styles from './app.module.css';
import { loadExamples, type Example } from './examples.ts';
import type { Session } from './session.ts';

/** While an example is open: what to try in it, and that one's own YAML is a paste away. */
export function ExampleTip({ session }: { session: Session }) {
  const title = useWorkspace((state) => state.title);
  const isOpen = useWorkspace((state) => state.original) !== '' && session.isExample();
  const [examples, setExamples] = useState<readonly Example[]>([]);
  const [closed, setClosed] = useState<string | null>(null);
  useEffect(() => {
    if (isOpen) loadExamples().then(setExamples, () => setExamples([]));
  }, [isOpen]);
  const example = examples.find((candidate) => candidate.title === title);
  if (!isOpen || !example || closed === title) return null;
  return (
    <aside className={styles.tip} aria-label="What to try">
      <Lightbulb size={13} aria-hidden />
      <span>{example.try.map((sentence) => sentence.replaceAll('`', '')).join(' ')}</span>
      <button type="button" aria-label="Close the tip" onClick={() => setClosed(title)}>
        <X size={13} aria-hidden />
      </button>
    </aside>
  );
}
