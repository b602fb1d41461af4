import { Check, LogOut, X } from 'lucide-react';
import { Fragment } from 'react';
import type { DestinationShare } from '../envoy/trace.ts';
import { sourceKey, type Source } from '../istio/source.ts';
import { PASSTHROUGH_CLUSTER } from '../pilot/cluster-name.ts';
import { destinationPort } from '../routetest/port-origin.ts';
import { clusterLabel, formatPercent, skippedMirrors } from '../routetest/verdict-words.ts';
import { useWorkspace } from '../ui/use-workspace.tsx';
import type { Verdict } from '../workspace/workspace.ts';
import panel from './panel.module.css';
import { SourceLink } from './source-link.tsx';
import styles from './trace-panel.module.css';

/** Where the request goes, in which shares, by whose policy, and where the port came from. */
export function DestinationsStage({ verdict: { trace, generated, basis } }: { verdict: Verdict }) {
  if (trace.destinations.length === 0) return null;
  return (
    <section className={panel.section} aria-label="Destinations">
      <h2>Destinations</h2>
      <ul className={panel.list}>
        {trace.destinations.map((share, index) => (
          <Destination
            key={`${share.cluster} ${index}`}
            share={share}
            policies={generated.destinationRules.get(share.cluster) ?? []}
          />
        ))}
      </ul>
      {basis.map((item) => item.kind === 'outside' && <p key={item.message}>{item.message}</p>)}
      {trace.mirrors.map((mirror) => (
        <p key={mirror.cluster}>
          A copy of {formatPercent(mirror.percent)} goes to {clusterLabel(mirror.cluster)}; its answer is thrown away.
        </p>
      ))}
      {skippedMirrors(trace).map((cluster) => (
        <p key={cluster}>No copy goes to {clusterLabel(cluster)}: nobody answers there.</p>
      ))}
      {trace.fault?.delay && (
        <p>
          {formatPercent(trace.fault.delay.percent)} wait {trace.fault.delay.fixedDelay} first; the wait does not count
          towards the timeout.
        </p>
      )}
      {trace.fault?.abort && (
        <p>
          {formatPercent(trace.fault.abort.percent)} are aborted with{' '}
          {trace.fault.abort.httpStatus ?? `gRPC status ${trace.fault.abort.grpcStatus}`} and never leave the proxy.
        </p>
      )}
    </section>
  );
}

function Destination({ share, policies }: { share: DestinationShare; policies: readonly Source[] }) {
  const push = useWorkspace((state) => state.push);
  const { documents } = useWorkspace((state) => state.stream);
  const port = destinationPort(share, push, documents);
  const { outcome } = share;
  const fine = outcome.connection === 'ok' && (outcome.status === null || outcome.status < 400);
  const leaves = share.cluster === PASSTHROUGH_CLUSTER;
  const status = outcome.status === null ? 'TCP' : [outcome.status, ...outcome.flags].join(' ');
  const answer = leaves ? 'not known' : status;
  return (
    <li className={styles.share} data-fine={fine}>
      <div className={panel.row}>
        {leaves ? (
          <LogOut size={14} className={panel.warn} aria-label="leaves the mesh" />
        ) : fine ? (
          <Check size={14} className={panel.good} aria-label="works" />
        ) : (
          <X size={14} className={panel.bad} aria-label="fails" />
        )}
        <span>
          {clusterLabel(share.cluster)}
          <span className={`${panel.quiet} ${panel.mono}`}> {share.cluster}</span>
          <div className={styles.bar}>
            <span style={{ width: `${share.percent}%` }} />
          </div>
          {port !== null && <div className={panel.quiet}>{port}</div>}
          {policies.length > 0 && (
            <div>
              Shaped by{' '}
              {policies.map((source, index) => (
                <Fragment key={sourceKey(source)}>
                  {index > 0 && ' and '}
                  <SourceLink source={source}>its DestinationRule</SourceLink>
                </Fragment>
              ))}
            </div>
          )}
        </span>
        <span>
          {formatPercent(share.percent)} · {answer}
        </span>
      </div>
    </li>
  );
}
