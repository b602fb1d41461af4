import { CircleAlert, FileCode2, TriangleAlert } from 'lucide-react';
import { Fragment } from 'react';
import { sourceKey } from '../istio/source.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { EmptyPanel } from './empty-panel.tsx';
import panel from './panel.module.css';

/** Every object of the text, also those that routing does not model; refused and unreadable ones say so. */
export function DocumentsPanel() {
  const objects = useWorkspace((state) => state.decoded.objects);
  const documents = useWorkspace((state) => state.stream.documents);
  const stale = useWorkspace((state) => state.staleDocuments);
  const workspace = useWorkspaceApi();
  if (objects.length === 0) return <EmptyPanel>The text holds no Kubernetes object yet.</EmptyPanel>;
  return (
    <div className={panel.panel}>
      <ul className={panel.list} aria-label="Documents">
        {objects.map((object) => {
          const file = documents[object.source.document]?.file ?? null;
          const broken = stale.has(object.source.document);
          return (
            <li key={sourceKey(object.source)}>
              <button
                type="button"
                className={panel.row}
                onClick={() => workspace.selectSource(object.source, 'panel')}
              >
                {object.refusedBy.length > 0 ? (
                  <CircleAlert size={14} className={panel.bad} aria-label="refused" />
                ) : broken ? (
                  <TriangleAlert size={14} className={panel.warn} aria-label="cannot be read" />
                ) : (
                  <FileCode2 size={14} className={panel.quiet} aria-hidden />
                )}
                <span>
                  <b>{object.kind || 'No kind'}</b> {object.namespace && `${object.namespace}/`}
                  {object.name || 'without a name'}
                  {!object.modelled && (
                    <span className={panel.quiet}> · kept as it is; routing here does not rest on it</span>
                  )}
                  {broken && <span className={panel.warn}> · shown as it last could be read</span>}
                  {object.refusedBy.map((problem) => (
                    <Fragment key={problem.message}>
                      <br />
                      <span className={panel.bad}>Never takes effect: {problem.message}</span>
                    </Fragment>
                  ))}
                </span>
                <span className={`${panel.quiet} ${panel.mono}`}>{file}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
