import { X } from 'lucide-react';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import type { LoadedDump } from '../workspace/loaded-dump.ts';
import styles from './envoy-panel.module.css';
import panel from './panel.module.css';

/** Which configuration is asked: what the text makes, or the dump that was loaded; and what of the dump is not followed. */
export function DumpBar() {
  const dump = useWorkspace((state) => state.dump);
  const asks = useWorkspace((state) => state.asks);
  const workspace = useWorkspaceApi();
  if (!dump) {
    return (
      <p className={panel.quiet}>
        Paste or drop a <code>config_dump</code> of a running proxy to ask it instead.
      </p>
    );
  }
  return (
    <div className={styles.dump}>
      <fieldset className={styles.asks}>
        <legend className={panel.quiet}>Asks</legend>
        <label>
          <input
            type="radio"
            name="asks"
            checked={asks === 'generated'}
            onChange={() => workspace.setAsks('generated')}
          />
          what the text makes
        </label>
        <label>
          <input type="radio" name="asks" checked={asks === 'dump'} onChange={() => workspace.setAsks('dump')} />
          the loaded dump <b>{dump.title}</b>
        </label>
      </fieldset>
      <button type="button" className={panel.button} onClick={() => workspace.loadDump(null)}>
        <X size={12} aria-hidden /> Let the dump go
      </button>
      <DumpFacts loaded={dump} />
    </div>
  );
}

const summaries = ['Everything in it is modelled', 'One thing in it is not modelled'];

function DumpFacts({ loaded: { dump } }: { loaded: LoadedDump }) {
  const unread = [...new Set([...dump.unmodelled.values()].flat())].toSorted();
  const facts = [
    ...(dump.node === null ? [] : [`Of ${dump.node}${dump.version ? `, Envoy ${dump.version.join('.')}` : ''}.`]),
    ...(dump.endpoints === 'assumed'
      ? ['It tells no endpoints: each cluster is taken to have one (config_dump?include_eds would tell).']
      : []),
    ...dump.leftOut,
    'Kept until this page is closed; never part of the text.',
  ];
  return (
    <details className={styles.facts}>
      <summary>{summaries[unread.length] ?? `${unread.length} things in it are not modelled`}</summary>
      <p>{facts.join(' ')}</p>
      {unread.length > 0 && (
        <>
          <p>Where a request meets one of these, its verdict says so:</p>
          <ul>
            {unread.map((what) => (
              <li key={what} className={panel.mono}>
                {what}
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}
