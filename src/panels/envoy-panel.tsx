import { CornerUpLeft } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import type { ConfigSource, ProxyConfig, VirtualHost } from '../envoy/config.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { renderYaml } from '../yaml/render-yaml.ts';
import { EmptyPanel } from './empty-panel.tsx';
import styles from './envoy-panel.module.css';
import panel from './panel.module.css';

const sections = ['routes', 'clusters', 'listeners', 'endpoints'] as const;
type Section = (typeof sections)[number];

/** One block of the generated configuration, and what it was made from. */
type Block = {
  readonly title: string;
  readonly value: unknown;
  readonly source: ConfigSource | undefined;
  readonly current: boolean;
};

/** The configuration that Istio would give to the proxy of the caller, each part linked to the lines that made it. */
export function EnvoyPanel() {
  const verdict = useDeferredValue(useWorkspace((state) => state.verdict));
  const [section, setSection] = useState<Section>('routes');
  const [filter, setFilter] = useState('');
  const config = verdict?.generated.config;
  const trace = verdict?.trace;
  const blocks = useMemo(() => {
    if (!config) return [];
    const needle = filter.trim().toLowerCase();
    return blocksOf(
      config,
      section,
      trace?.virtualHost ?? null,
      trace?.clusters.map((cluster) => cluster?.name) ?? [],
    ).filter((block) => block.title.toLowerCase().includes(needle));
  }, [config, section, filter, trace]);
  if (!config)
    return (
      <EmptyPanel>
        Ask for a URL, and the configuration that Istio gives to the caller’s proxy is shown here.
      </EmptyPanel>
    );
  return (
    <div className={panel.panel}>
      <div className={panel.toolbar}>
        <div role="tablist" aria-label="Part of the configuration" className={styles.tabs}>
          {sections.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              aria-selected={name === section}
              onClick={() => setSection(name)}
            >
              {name} <span className={panel.quiet}>{config[name].length}</span>
            </button>
          ))}
        </div>
        <input
          className={styles.filter}
          type="search"
          aria-label="Filter by name"
          placeholder="Filter by name"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      </div>
      {blocks.slice(0, 200).map((block) => (
        <EnvoyBlock key={block.title} block={block} />
      ))}
      {blocks.length > 200 && <p className={panel.quiet}>and {blocks.length - 200} more: filter by name</p>}
      {blocks.length === 0 && <p className={panel.empty}>Nothing by that name.</p>}
    </div>
  );
}

function EnvoyBlock({ block }: { block: Block }) {
  const workspace = useWorkspaceApi();
  const [open, setOpen] = useState(block.current);
  const { source } = block;
  return (
    <details className={styles.block} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={panel.mono}>{block.title}</span>
        {block.current && <span className={panel.good}>on the request’s way</span>}
      </summary>
      {source && (
        <button type="button" className={panel.link} onClick={() => workspace.selectSource(source, 'panel')}>
          <CornerUpLeft size={12} aria-hidden /> what made it
        </button>
      )}
      {open && <pre className={styles.yaml}>{renderYaml(withoutSources(block.value))}</pre>}
    </details>
  );
}

function blocksOf(
  config: ProxyConfig,
  section: Section,
  current: VirtualHost | null,
  clusters: readonly (string | undefined)[],
): Block[] {
  switch (section) {
    case 'routes':
      return config.routes.flatMap((table) =>
        table.virtualHosts.flatMap((host) =>
          host.routes.map((route, index) => ({
            title: `${table.name} ▸ ${host.name} ▸ ${index + 1} ${route.name ?? ''}`,
            value: { domains: host.domains, route },
            source: route.source,
            current: host === current,
          })),
        ),
      );
    case 'clusters':
      return config.clusters.map((cluster) => ({
        title: cluster.name,
        value: cluster,
        source: cluster.source,
        current: clusters.includes(cluster.name),
      }));
    case 'listeners':
      return config.listeners.map((listener) => ({
        title: listener.name,
        value: listener,
        source: undefined,
        current: false,
      }));
    case 'endpoints':
      return config.endpoints.map((assignment) => ({
        title: assignment.cluster,
        value: assignment,
        source: undefined,
        current: clusters.includes(assignment.cluster),
      }));
  }
}

/** The configuration as Envoy has it: `source` is ours. */
function withoutSources(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSources);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'source')
      .map(([key, inner]) => [key, withoutSources(inner)]),
  );
}
