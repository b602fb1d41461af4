import { Check, X } from 'lucide-react';
import type { GraphNode } from '../graph/graph.ts';
import { useWorkspace } from '../ui/use-workspace.tsx';
import { testedAt } from '../workspace/tested-places.ts';
import styles from './test-mark.module.css';

/** Red or green where tests pass through a rule, and how many; nothing where none does. */
export function TestMark({ source }: { source: GraphNode['source'] }) {
  const tested = useWorkspace((state) => (source ? testedAt(state, source) : null));
  if (!tested || tested.passed + tested.failed === 0) return null;
  const { passed, failed } = tested;
  const words =
    failed > 0 ? `${failed} of ${passed + failed} tests through here fail` : `${passed} tests through here pass`;
  const Icon = failed > 0 ? X : Check;
  return (
    <span className={styles.mark} data-failed={failed > 0 || undefined} title={words} aria-label={words} role="img">
      <Icon size={11} aria-hidden /> {failed > 0 ? failed : passed}
    </span>
  );
}
