import { memo } from 'react';
import type { Outcome, Trace, UpstreamRequest } from '../envoy/trace.ts';
import panel from './panel.module.css';

/** The request as the upstream gets it, and what the proxy adds to the answer. */
export const UpstreamStage = memo(function UpstreamStage({ trace }: { trace: Trace }) {
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
});

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

/** What the proxy answers by itself. */
export function AnswerStage({ outcome }: { outcome: Outcome }) {
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
