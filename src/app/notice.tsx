import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import styles from './app.module.css';

/** The last message: why something was refused, or what was done. Told to screen readers; goes by itself, refusals later. */
export function Notice() {
  const notice = useWorkspace((state) => state.notice);
  const workspace = useWorkspaceApi();
  const close = () => workspace.store.setState({ notice: null });
  useEffect(() => {
    if (!notice) return undefined;
    const timer = setTimeout(() => workspace.store.setState({ notice: null }), notice.tone === 'refusal' ? 9000 : 4000);
    return () => clearTimeout(timer);
  }, [notice, workspace]);
  return (
    <div aria-live="polite">
      {notice && (
        <div className={styles.notice} data-tone={notice.tone} role={notice.tone === 'refusal' ? 'alert' : 'status'}>
          <span>{notice.message.replaceAll('`', '')}</span>
          {notice.source && (
            <button type="button" onClick={() => notice.source && workspace.selectSource(notice.source, 'panel')}>
              Show
            </button>
          )}
          <button type="button" aria-label="Close" onClick={close}>
            <X size={14} aria-hidden />
          </button>
        </div>
      )}
    </div>
  );
}
