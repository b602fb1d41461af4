import { useMemo } from 'react';
import { virtualHostCandidates } from '../envoy/virtual-host-candidates.ts';
import { dialledPort } from '../routetest/port-origin.ts';
import type { Verdict } from '../workspace/workspace.ts';
import panel from './panel.module.css';
import { SourceLink } from './source-link.tsx';
import styles from './trace-panel.module.css';

/** Where the connection arrives, where its port came from, and which virtual host takes the request, others that would have it too. */
export function HostStage({
  verdict: { trace, generated },
  url,
  authority,
}: {
  verdict: Verdict;
  url: string;
  authority: string;
}) {
  const { virtualHost } = trace;
  return (
    <section className={panel.section} aria-label="Host">
      <h2>Listener and host</h2>
      <dl className={panel.pairs}>
        <dt>Port</dt>
        <dd>{dialledPort(url)}</dd>
        <dt>Listener</dt>
        <dd className={panel.mono}>{trace.listener?.name ?? 'none'}</dd>
        {trace.routeConfiguration !== null && (
          <>
            <dt>Routes</dt>
            <dd className={panel.mono}>{trace.routeConfiguration}</dd>
            <dt>Virtual host</dt>
            <dd>
              <span className={panel.mono}>{virtualHost?.name ?? 'none matches'}</span>{' '}
              {virtualHost?.source && <SourceLink source={virtualHost.source} />}
            </dd>
          </>
        )}
        {trace.domain !== null && (
          <>
            <dt>by domain</dt>
            <dd className={panel.mono}>{trace.domain}</dd>
          </>
        )}
        <dt>Path</dt>
        <dd className={panel.mono}>{trace.path}</dd>
      </dl>
      <div className={styles.notes}>
        {trace.notes.map((note) => (
          <p key={note} className={panel.quiet}>
            {note}
          </p>
        ))}
        {virtualHost && <Candidates trace={trace} config={generated.config} authority={authority} />}
      </div>
    </section>
  );
}

/** Less fitting virtual hosts are told up to this many. */
const MOST = 5;

function Candidates({
  trace,
  config,
  authority,
}: {
  trace: Verdict['trace'];
  config: Verdict['generated']['config'];
  authority: string;
}) {
  const { virtualHost, routeConfiguration } = trace;
  const others = useMemo(() => {
    const table = config.routes.find(({ name }) => name === routeConfiguration);
    return table ? virtualHostCandidates(table, authority).filter((one) => one.virtualHost !== virtualHost) : [];
  }, [config, routeConfiguration, authority, virtualHost]);
  if (others.length === 0)
    return <p className={panel.quiet}>No other virtual host of this port has a domain for {authority}.</p>;
  return (
    <>
      <p>Would take it too, by a less fitting domain:</p>
      <ul>
        {others.slice(0, MOST).map(({ virtualHost: other, domain }) => (
          <li key={other.name}>
            <span className={panel.mono}>
              {other.name} by {domain}
            </span>{' '}
            {other.source && <SourceLink source={other.source} />}
          </li>
        ))}
      </ul>
      {others.length > MOST && <p className={panel.quiet}>and {others.length - MOST} more</p>}
    </>
  );
}
