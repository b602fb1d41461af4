import { useDeferredValue, useMemo, useState } from 'react';
import type { ProxyConfig } from '../envoy/config.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { useWorkspace } from '../ui/use-workspace.tsx';
import { selectedPlace } from '../workspace/selected-place.ts';
import type { Verdict } from '../workspace/workspace.ts';
import { renderYaml } from '../yaml/render-yaml.ts';
import { DumpBar } from './dump-bar.tsx';
import { EmptyPanel } from './empty-panel.tsx';
import { EnvoyBlockView } from './envoy-block-view.tsx';
import { envoyBlocks, findBlocks, isMadeFrom, sections, withoutSources, type Section } from './envoy-blocks.ts';
import styles from './envoy-panel.module.css';
import panel from './panel.module.css';

/** The configuration that answers: what Istio would give to the proxy of the caller, or a loaded dump. Each part is linked to the lines that made it. */
export function EnvoyPanel() {
  const verdict = useDeferredValue(useWorkspace((state) => state.verdict));
  return (
    <div className={panel.panel}>
      <DumpBar />
      {verdict ? (
        <Configuration verdict={verdict} />
      ) : (
        <EmptyPanel>
          Ask for a URL, and the configuration that Istio gives to the caller’s proxy is shown here.
        </EmptyPanel>
      )}
    </div>
  );
}

/** Blocks beyond these are named by the search alone: no page needs thousands at once. */
const MOST = 200;

function Configuration({ verdict: { generated, trace } }: { verdict: Verdict }) {
  const [section, setSection] = useState<Section>('routes');
  const [search, setSearch] = useState('');
  const [scope, setScope] = useState<'all' | 'selected'>('all');
  const asked = useDeferredValue(search);
  const place = useSelectedPlace();
  const { config } = generated;
  const all = useMemo(() => envoyBlocks(config, section, trace), [config, section, trace]);
  const found = useMemo(() => findBlocks(all, asked), [all, asked]);
  const isSelected = (block: (typeof all)[number]) => place !== null && isMadeFrom(block, place);
  const shown = scope === 'selected' && place !== null ? found.filter(isSelected) : found;
  // What the request passes comes first, and what the selection made is in sight, however long the list is.
  const passed = shown.filter(({ isPassed }) => isPassed);
  const others = shown.filter(({ isPassed }) => !isPassed);
  const inSight = [...passed, ...others.filter((block, index) => index < MOST || isSelected(block)).slice(0, 2 * MOST)];
  return (
    <>
      <div className={panel.toolbar}>
        <SectionTabs config={config} section={section} onSection={setSection} />
        <input
          className={styles.filter}
          type="search"
          aria-label="Filter by name, domain or cluster"
          placeholder="Filter by name, domain or cluster"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {place !== null && (section === 'routes' || section === 'clusters') && (
          <label className={styles.scope}>
            <input
              type="checkbox"
              checked={scope === 'selected'}
              onChange={(event) => setScope(event.target.checked ? 'selected' : 'all')}
            />
            only what the selected lines make
          </label>
        )}
        <CopyButton
          label={`Copy ${shown.length === all.length ? `all ${section}` : shown.length} as YAML`}
          className={panel.button}
          text={() => renderYaml(withoutSources(shown.map(({ value }) => value)))}
        />
      </div>
      {inSight.map((block) => (
        <EnvoyBlockView key={block.key} block={block} isSelected={isSelected(block)} />
      ))}
      {shown.length > inSight.length && (
        <p className={panel.quiet}>and {shown.length - inSight.length} more: filter to see them</p>
      )}
      {shown.length === 0 && (
        <p className={panel.empty}>
          {scope === 'selected' ? `The selected lines make none of the ${section}.` : 'Nothing by that name.'}
        </p>
      )}
    </>
  );
}

function SectionTabs({
  config,
  section,
  onSection,
}: {
  config: ProxyConfig;
  section: Section;
  onSection: (section: Section) => void;
}) {
  return (
    <div role="tablist" aria-label="Part of the configuration" className={styles.tabs}>
      {sections.map((name) => (
        <button key={name} type="button" role="tab" aria-selected={name === section} onClick={() => onSection(name)}>
          {name} <span className={panel.quiet}>{config[name].length}</span>
        </button>
      ))}
    </div>
  );
}

/** The place of the text that is selected; null while a dump is shown, which no text made. */
function useSelectedPlace() {
  const selection = useDeferredValue(useWorkspace((state) => state.selection));
  const stream = useWorkspace((state) => state.stream);
  const asks = useWorkspace((state) => state.asks);
  return useMemo(() => (asks === 'dump' ? null : selectedPlace({ stream, selection })), [asks, stream, selection]);
}
