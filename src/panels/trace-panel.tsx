import { Check, Minus, WandSparkles, X } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import type { Route } from '../envoy/config.ts';
import type {
  ConditionVerdict,
  DestinationShare,
  Outcome,
  RouteVerdict,
  Trace,
  UpstreamRequest,
} from '../envoy/trace.ts';
import { sourceKey } from '../istio/source.ts';
import type { Omission } from '../pilot/generate.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { nearMiss } from '../workspace/near-miss.ts';
import { EmptyPanel } from './empty-panel.tsx';
import panel from './panel.module.css';
import styles from './trace-panel.module.css';
import { clusterLabel, formatPercent, ruleOf } from '../routetest/verdict-words.ts';

/** Why the request goes where it goes: every stage, what it chose, what it passed over. */
export function TracePanel() {
  const verdict = useWorkspace((state) => state.verdict);
  if (!verdict)
    return <EmptyPanel>Type a URL into the request bar, and every step of its way is shown here.</EmptyPanel>;
  const { trace, generated } = verdict;
  return (
    <div className={panel.panel}>
      <div className={panel.columns}>
        <HostStage trace={trace} />
        <RulesStage verdicts={trace.verdicts} />
        <OmissionsStage omissions={generated.omissions} />
        <DestinationsStage trace={trace} />
        <UpstreamStage trace={trace} />
        {trace.outcome && trace.destinations.length === 0 && <AnswerStage outcome={trace.outcome} />}
      </div>
    </div>
  );
}

function HostStage({ trace }: { trace: Trace }) {
  return (
    <section className={panel.section} aria-label="Host">
      <h2>Listener and host</h2>
      <dl className={panel.pairs}>
        <dt>Listener</dt>
        <dd className={panel.mono}>{trace.listener?.name ?? 'none'}</dd>
        {trace.routeConfiguration !== null && (
          <>
            <dt>Routes</dt>
            <dd className={panel.mono}>{trace.routeConfiguration}</dd>
            <dt>Virtual host</dt>
            <dd className={panel.mono}>{trace.virtualHost?.name ?? 'none matches'}</dd>
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
      {trace.notes.map((note) => (
        <p key={note} className={panel.quiet}>
          {note}
        </p>
      ))}
    </section>
  );
}

function RulesStage({ verdicts }: { verdicts: readonly RouteVerdict[] }) {
  const workspace = useWorkspaceApi();
  if (verdicts.length === 0) return null;
  return (
    <section className={panel.section} aria-label="Rules in order">
      <h2>Rules in order</h2>
      <ol className={panel.list}>
        {verdicts.map((verdict) => {
          const { source } = verdict.route;
          const rule = ruleOf(source);
          const name = verdict.route.name && verdict.route.name !== 'default' ? `“${verdict.route.name}”` : '';
          return (
            <li key={verdict.index} className={verdict.matched ? styles.winner : undefined}>
              <button
                type="button"
                className={panel.row}
                disabled={!source}
                onClick={() => source && workspace.selectSource(source, 'panel')}
              >
                <RuleSign verdict={verdict} />
                <span>
                  {rule ? `Rule ${rule.order} ${name}` : name || 'Default route'}
                  {entryOf(verdict.route.source)}
                  {!verdict.asked && <span className={panel.quiet}> not asked: an earlier one won</span>}
                  <Conditions conditions={verdict.conditions} />
                </span>
                <span />
              </button>
              {!verdict.matched && verdict.index < NEAR_MISSES && <NearMiss route={verdict.route} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Which entry of a rule's `match` a route is: each is a route of its own. */
function entryOf(source: Route['source']): string {
  const [field, entry] = source?.path.slice(-2) ?? [];
  return field === 'match' && typeof entry === 'number' && entry > 0 ? `, match ${entry + 1}` : '';
}

/** Rules further down a long list are not offered a way to win: each offer is a request that is routed. */
const NEAR_MISSES = 30;

/** The smallest change of the request that would make a rule win, one click away. */
function NearMiss({ route }: { route: Route }) {
  const workspace = useWorkspaceApi();
  const verdict = useDeferredValue(useWorkspace((state) => state.verdict));
  const offer = useMemo(() => verdict && nearMiss(workspace.store.getState(), route), [workspace, verdict, route]);
  if (!offer) return null;
  return (
    <button type="button" className={styles.nearMiss} onClick={() => workspace.ask(offer.ask)}>
      <WandSparkles size={12} aria-hidden /> would win with {offer.change}
    </button>
  );
}

function RuleSign({ verdict }: { verdict: RouteVerdict }) {
  if (!verdict.asked) return <Minus size={14} className={panel.quiet} aria-label="not asked" />;
  return verdict.matched ? (
    <Check size={14} className={panel.good} aria-label="matches" />
  ) : (
    <X size={14} className={panel.bad} aria-label="does not match" />
  );
}

function Conditions({ conditions }: { conditions: readonly ConditionVerdict[] }) {
  return (
    <ul className={styles.conditions}>
      {conditions.map((condition) => (
        <li key={`${condition.kind} ${condition.name} ${condition.expected}`} className={styles.condition}>
          <span className={`${styles.mark} ${condition.matched ? panel.good : panel.bad}`}>
            {condition.matched ? '✓' : '✗'}
          </span>
          <span>
            {condition.name} <code>{condition.expected}</code>
            {' — '}
            {condition.actual === null ? (
              'the request has none'
            ) : (
              <code>{condition.actual === '' ? '(empty)' : condition.actual}</code>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function OmissionsStage({ omissions }: { omissions: readonly Omission[] }) {
  const workspace = useWorkspaceApi();
  if (omissions.length === 0) return null;
  return (
    <section className={panel.section} aria-label="Left out for this caller">
      <h2>Left out for this caller</h2>
      <ul className={panel.list}>
        {omissions.slice(0, 100).map((omission, index) => (
          <li key={`${sourceKey(omission.source)} ${omission.reason} ${index}`}>
            <button
              type="button"
              className={panel.row}
              onClick={() => workspace.selectSource(omission.source, 'panel')}
            >
              <Minus size={14} className={panel.quiet} aria-hidden />
              <span>{omission.message}</span>
              <span />
            </button>
          </li>
        ))}
      </ul>
      {omissions.length > 100 && <p className={panel.quiet}>and {omissions.length - 100} more</p>}
    </section>
  );
}

function DestinationsStage({ trace }: { trace: Trace }) {
  if (trace.destinations.length === 0) return null;
  return (
    <section className={panel.section} aria-label="Destinations">
      <h2>Destinations</h2>
      <ul className={panel.list}>
        {trace.destinations.map((share) => (
          <Destination key={share.cluster} share={share} />
        ))}
      </ul>
      {trace.mirrors.map((mirror) => (
        <p key={mirror.cluster}>
          A copy of {formatPercent(mirror.percent)} goes to {clusterLabel(mirror.cluster)}; its answer is thrown away.
        </p>
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

function Destination({ share }: { share: DestinationShare }) {
  const { outcome } = share;
  const fine = outcome.connection === 'ok' && (outcome.status === null || outcome.status < 400);
  const answer = outcome.status === null ? 'TCP' : [outcome.status, ...outcome.flags].join(' ');
  return (
    <li className={styles.share} data-fine={fine}>
      <div className={panel.row}>
        {fine ? (
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
        </span>
        <span>
          {formatPercent(share.percent)} · {answer}
        </span>
      </div>
    </li>
  );
}

function UpstreamStage({ trace }: { trace: Trace }) {
  const upstream =
    trace.outcome?.upstream ?? trace.destinations.find((share) => share.outcome.upstream)?.outcome.upstream;
  const answered = trace.outcome ?? trace.destinations[0]?.outcome;
  if (!upstream) return null;
  return (
    <section className={panel.section} aria-label="As the upstream sees it">
      <h2>As the upstream sees it</h2>
      <RequestLines request={upstream} />
      {answered && Object.keys(answered.responseHeaders).length > 0 && (
        <>
          <h2>Added to the answer</h2>
          <HeaderLines headers={answered.responseHeaders} />
        </>
      )}
    </section>
  );
}

function RequestLines({ request }: { request: UpstreamRequest }) {
  return (
    <>
      <p className={panel.mono}>
        {request.method} {request.path}
      </p>
      <HeaderLines headers={{ host: request.authority, ...request.headers }} />
    </>
  );
}

function HeaderLines({ headers }: { headers: Readonly<Record<string, string>> }) {
  return (
    <dl className={panel.pairs}>
      {Object.entries(headers).map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt className={panel.mono}>{name}</dt>
          <dd className={panel.mono}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function AnswerStage({ outcome }: { outcome: Outcome }) {
  return (
    <section className={panel.section} aria-label="Answer">
      <h2>Answered by the proxy</h2>
      <dl className={panel.pairs}>
        <dt>Status</dt>
        <dd>{outcome.status ?? `no HTTP answer, connection ${outcome.connection}`}</dd>
        {outcome.flags.length > 0 && (
          <>
            <dt>Flags</dt>
            <dd className={panel.mono}>{outcome.flags.join(',')}</dd>
          </>
        )}
        {outcome.details && (
          <>
            <dt>Details</dt>
            <dd className={panel.mono}>{outcome.details}</dd>
          </>
        )}
        {outcome.body && (
          <>
            <dt>Body</dt>
            <dd className={panel.mono}>{outcome.body}</dd>
          </>
        )}
      </dl>
      <HeaderLines headers={outcome.responseHeaders} />
    </section>
  );
}
