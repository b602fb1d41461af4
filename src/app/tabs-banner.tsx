import { CopyCheck } from 'lucide-react';
import { useWorkspace } from '../ui/use-workspace.tsx';
import { lineChanges } from '../workspace/line-changes.ts';
import { Banner } from './banner.tsx';
import { useObserved } from './observed.ts';
import type { Tabs } from './tabs.ts';

/** Says that another tab has edited the same workspace, and offers its text. Nothing is taken over by itself. */
export function TabsBanner({ tabs }: { tabs: Tabs }) {
  const rival = useObserved(tabs.rival);
  return rival && <Rival tabs={tabs} text={rival.text} />;
}

function Rival({ tabs, text }: { tabs: Tabs; text: string }) {
  const mine = useWorkspace((state) => state.text);
  const { added, removed } = lineChanges(mine, text);
  return (
    <Banner
      icon={<CopyCheck size={14} aria-hidden />}
      actions={
        <>
          <button type="button" onClick={tabs.takeOver}>
            Take its text
          </button>
          <button type="button" onClick={tabs.keepMine}>
            Keep mine
          </button>
        </>
      }
    >
      Another tab has edited this workspace: its text has{' '}
      <b>
        +{added} −{removed}
      </b>{' '}
      lines against this one. Taking it is one step that can be undone; otherwise each tab keeps its own.
    </Banner>
  );
}
