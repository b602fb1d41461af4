import { useDeferredValue } from 'react';
import { hostAndHeaders } from '../pilot/split-url.ts';
import { useWorkspace } from '../ui/use-workspace.tsx';
import { EmptyPanel } from './empty-panel.tsx';
import panel from './panel.module.css';
import { AnswerStage, UpstreamStage } from './trace-answer.tsx';
import { DestinationsStage } from './trace-destinations.tsx';
import { HostStage } from './trace-host.tsx';
import { OmissionsStage } from './trace-omissions.tsx';
import { RulesStage } from './trace-rules.tsx';

/** Why the request goes where it goes: every stage, what it chose, what it passed over. */
export function TracePanel() {
  // The verdict line answers within the frame; its long explanation may come right after.
  const verdict = useDeferredValue(useWorkspace((state) => state.verdict));
  const ask = useWorkspace((state) => state.ask);
  if (!verdict)
    return <EmptyPanel>Type a URL into the request bar, and every step of its way is shown here.</EmptyPanel>;
  const { trace } = verdict;
  const authority = hostAndHeaders(ask).host;
  return (
    <div className={panel.panel}>
      <div className={panel.columns}>
        <HostStage verdict={verdict} url={ask.url} authority={authority} />
        <RulesStage verdicts={trace.verdicts} />
        <DestinationsStage verdict={verdict} />
        <OmissionsStage verdict={verdict} authority={authority} />
        <UpstreamStage trace={trace} />
        {trace.outcome && trace.destinations.length === 0 && <AnswerStage outcome={trace.outcome} />}
      </div>
    </div>
  );
}
