import { CornerUpLeft } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Route } from '../envoy/config.ts';
import { sourceKey } from '../istio/source.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import { renderYaml } from '../yaml/render-yaml.ts';
import { routeGist, withoutSources, type EnvoyBlock } from './envoy-blocks.ts';
import styles from './envoy-panel.module.css';
import panel from './panel.module.css';

/** One block: a line that says what it is; opened, its YAML, and the lines that made it. `isSelected`: the selected place of the text made it. */
export function EnvoyBlockView({ block, isSelected }: { block: EnvoyBlock; isSelected: boolean }) {
  const workspace = useWorkspaceApi();
  const [isOpen, setOpen] = useState(block.isPassed);
  const element = useRef<HTMLDetailsElement>(null);
  const [own, ...destinations] = block.sources;
  useEffect(() => {
    const isFromElsewhere = workspace.store.getState().selectionOrigin !== 'panel';
    if (isSelected && isFromElsewhere) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected, workspace]);
  return (
    <details
      ref={element}
      className={styles.block}
      data-selected={isSelected || undefined}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span className={panel.mono}>{block.names.join(' ▸ ')}</span>
        {'match' in block.value && <Gist route={block.value as Route} />}
        {block.isPassed && <span className={panel.good}>on the request’s way</span>}
      </summary>
      {isOpen && (
        <>
          <div className={styles.links}>
            <CopyButton
              label="Copy as YAML"
              className={panel.link}
              text={() => renderYaml(withoutSources(block.value))}
            />
            {own && (
              <button type="button" className={panel.link} onClick={() => workspace.selectSource(own, 'panel')}>
                <CornerUpLeft size={12} aria-hidden /> the lines that made it
              </button>
            )}
            {destinations.map((source, index) => (
              <button
                key={sourceKey(source)}
                type="button"
                className={panel.link}
                onClick={() => workspace.selectSource(source, 'panel')}
              >
                destination {index + 1}
              </button>
            ))}
          </div>
          <pre className={styles.yaml}>{renderYaml(withoutSources(block.value))}</pre>
        </>
      )}
    </details>
  );
}

function Gist({ route }: { route: Route }) {
  const { match, action } = useMemo(() => routeGist(route), [route]);
  return (
    <span className={styles.gist}>
      {match} → {action}
    </span>
  );
}
