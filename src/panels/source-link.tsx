import type { ReactNode } from 'react';
import type { Source } from '../istio/source.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { sourceLine } from '../workspace/source-line.ts';
import panel from './panel.module.css';

/** Leads to a place of the text, and names its line. */
export function SourceLink({ source, children }: { source: Source; children?: ReactNode }) {
  const workspace = useWorkspaceApi();
  const line = useWorkspace((state) => sourceLine(state.stream, source));
  return (
    <button type="button" className={panel.link} onClick={() => workspace.selectSource(source, 'panel')}>
      {children}
      {children && line !== null ? ', ' : ''}
      {line !== null && `line ${line}`}
    </button>
  );
}
