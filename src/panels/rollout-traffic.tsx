import { Plus, TriangleAlert } from 'lucide-react';
import { Fragment, useDeferredValue, useMemo, useState } from 'react';
import { sourceKey } from '../istio/source.ts';
import { expectedTraffic, type VersionTraffic } from '../rollout/expected-traffic.ts';
import { planWarnings } from '../rollout/plan-warnings.ts';
import type { MixedRequest } from '../rollout/rollout-plan.ts';
import { useWorkspace } from '../ui/use-workspace.tsx';
import { mixedAnswers } from '../workspace/mixed-answer.ts';
import { Requests, VersionName, versionNames } from './expected-requests.tsx';
import panel from './panel.module.css';
import { mixOf, requestValue, testersValue } from './rollout-mix.ts';
import styles from './rollout-panel.module.css';
import { TrafficByStep } from './traffic-by-step.tsx';
import type { Rollout } from './use-rollout.ts';
import type { StepTraffic } from './use-step-traffic.ts';

/** How many of N requests reach each version: at what is shown, kind by kind, or at every step; and what would make that untrue. */
export function RolloutTraffic({
  rollout,
  traffic,
  total,
  onTotal,
}: {
  rollout: Rollout;
  traffic: StepTraffic;
  total: number;
  onTotal: (total: number) => void;
}) {
  const { shown } = rollout;
  const [view, setView] = useState<'step' | 'steps'>('step');
  const here = shown === null ? 'now' : shown === 0 ? 'at the start' : `at step ${shown}`;
  return (
    <section className={panel.section} aria-label="Expected traffic">
      <h2 className={styles.heading}>
        <span>Of</span>
        <input
          className={styles.field}
          type="number"
          min={1}
          max={1_000_000}
          step={100}
          value={total}
          aria-label="Number of requests"
          onChange={(event) => onTotal(Math.min(1_000_000, Math.max(0, Math.round(Number(event.target.value)))))}
        />
        <span>requests</span>
        <span className={styles.segments} role="group" aria-label="Which steps">
          <button type="button" aria-pressed={view === 'step'} onClick={() => setView('step')}>
            {here}
          </button>
          <button type="button" aria-pressed={view === 'steps'} onClick={() => setView('steps')}>
            at every step
          </button>
        </span>
        <small>with the band of 95 in 100 runs</small>
      </h2>
      <Warnings rollout={rollout} />
      {isAlike(traffic) && (
        <p className={panel.quiet}>
          These requests are answered alike at every step: the plan’s rule decides none of them.
        </p>
      )}
      <div className={styles.wide}>
        {view === 'step' ? (
          <TrafficByKind rollout={rollout} total={total} />
        ) : (
          <TrafficByStep rollout={rollout} traffic={traffic} />
        )}
      </div>
      <Declare rollout={rollout} />
    </section>
  );
}

/** Whether no step of several changes how many requests reach each version. */
function isAlike(traffic: StepTraffic): boolean {
  const shares = traffic.map((step) => step && step.versions.map(({ version, share }) => `${version} ${share}`).join());
  return shares.length > 1 && !!shares[0] && new Set(shares).size === 1;
}

/** At what is shown: each kind of request of the mix alone, and all together. */
function TrafficByKind({ rollout, total }: { rollout: Rollout; total: number }) {
  const ask = useWorkspace((state) => state.ask);
  // The engines answer each kind anew: after the drag, not within it.
  const push = useDeferredValue(useWorkspace((state) => state.push));
  const { store } = rollout.workspace;
  const current = useDeferredValue(rollout.plan);
  const mix = useMemo(() => mixOf(current, ask), [current, ask]);
  const { versions, kinds } = useMemo(
    () => expectedTraffic(mix, mixedAnswers({ ...store.getState(), push }, current, mix), total),
    [mix, push, store, current, total],
  );
  const names = versionNames(rollout.plan, versions);
  return (
    <table className={styles.traffic}>
      <thead>
        <tr>
          <th scope="col">Kind of request</th>
          <th scope="col">Share</th>
          {names.map((name) => (
            <th key={name ?? ''} scope="col">
              <VersionName name={name} plan={rollout.plan} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind, index) => (
          <Row key={`${index} ${kind.name}`} name={kind.name} names={names} versions={kind.versions}>
            <Share rollout={rollout} request={mix[index]} requests={kind.requests} />
          </Row>
        ))}
        {kinds.length > 1 && (
          <Row name="All" names={names} versions={versions}>
            {total}
          </Row>
        )}
      </tbody>
    </table>
  );
}

function Row({
  name,
  names,
  versions,
  children,
}: {
  name: string;
  names: readonly (string | null)[];
  versions: readonly VersionTraffic[];
  children: React.ReactNode;
}) {
  return (
    <tr>
      <th scope="row" title={name}>
        {name}
      </th>
      <td>{children}</td>
      {names.map((version) => {
        const traffic = versions.find((each) => each.version === version);
        return (
          <td key={version ?? ''}>
            <Requests traffic={traffic} />
          </td>
        );
      })}
    </tr>
  );
}

/** The share of a declared kind can be changed; the request in the bar is the whole of an undeclared mix. */
function Share({
  rollout: { plan, workspace },
  request,
  requests,
}: {
  rollout: Rollout;
  request: MixedRequest | undefined;
  requests: number;
}) {
  const declared = request && plan.requests.includes(request) ? request : null;
  if (!declared) return <>{Math.round(requests)}</>;
  const field = [...declared.source.path, 'share'];
  return (
    <Fragment>
      <input
        className={styles.field}
        type="number"
        min={0}
        value={declared.share}
        aria-label={`Share of ${declared.name}`}
        onChange={(event) =>
          workspace.dispatch({
            type: 'setField',
            object: { document: declared.source.document, path: [] },
            field,
            value: Math.max(0, Number(event.target.value)),
          })
        }
      />
      <small> {Math.round(requests)}</small>
    </Fragment>
  );
}

function Declare({ rollout: { plan, workspace } }: { rollout: Rollout }) {
  const add = (value: unknown) =>
    workspace.dispatch({
      type: 'setField',
      object: plan.source,
      field: ['spec', 'requests', plan.requests.length],
      value,
    });
  const ask = () => workspace.store.getState().ask;
  const testers = testersValue(plan, ask());
  return (
    <p className={styles.tools}>
      <button type="button" className={panel.button} onClick={() => add(requestValue(ask(), plan))}>
        <Plus size={13} aria-hidden /> Add the request in the bar to the mix
      </button>
      {testers !== null && (
        <button type="button" className={panel.button} onClick={() => add(testers)}>
          <Plus size={13} aria-hidden /> Add testers
        </button>
      )}
    </p>
  );
}

function Warnings({ rollout: { plan, workspace } }: { rollout: Rollout }) {
  const config = useDeferredValue(useWorkspace((state) => state.written.decoded.config));
  const current = useDeferredValue(plan);
  const warnings = useMemo(() => planWarnings(config, current), [config, current]);
  if (warnings.length === 0) return null;
  return (
    <ul className={panel.list} aria-label="What the plan does not see">
      {warnings.map(({ message, source, type }) => (
        <li key={`${type} ${sourceKey(source)} ${message}`}>
          <button type="button" className={panel.row} onClick={() => workspace.selectSource(source, 'panel')}>
            <TriangleAlert size={14} className={panel.warn} aria-label="take care" />
            <span>{message}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
