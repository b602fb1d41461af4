import { Plus, TriangleAlert } from 'lucide-react';
import { Fragment, useDeferredValue, useMemo, useState } from 'react';
import { sourceKey } from '../istio/source.ts';
import { expectedTraffic, type VersionTraffic } from '../rollout/expected-traffic.ts';
import { planWarnings } from '../rollout/plan-warnings.ts';
import type { MixedRequest } from '../rollout/rollout-plan.ts';
import { useWorkspace } from '../ui/use-workspace.tsx';
import { mixedAnswers } from '../workspace/mixed-answer.ts';
import panel from './panel.module.css';
import { mixOf, requestValue, testersValue } from './rollout-mix.ts';
import styles from './rollout-panel.module.css';
import type { Rollout } from './use-rollout.ts';

/** How many of N requests reach each version at what is shown, kind by kind, and what would make that untrue. */
export function RolloutTraffic({ rollout }: { rollout: Rollout }) {
  const { plan, shown } = rollout;
  const ask = useWorkspace((state) => state.ask);
  // The engines answer each kind anew: after the drag, not within it.
  const push = useDeferredValue(useWorkspace((state) => state.push));
  const { store } = rollout.workspace;
  const current = useDeferredValue(plan);
  const [total, setTotal] = useState(1000);
  const mix = useMemo(() => mixOf(current, ask), [current, ask]);
  const { versions, kinds } = useMemo(
    () => expectedTraffic(mix, mixedAnswers({ ...store.getState(), push }, current, mix), total),
    [mix, push, store, current, total],
  );
  const names = [...plan.subsets.map(({ name }) => name), null].filter(
    (name) => name !== null || versions.some(({ version }) => version === null),
  );
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
          onChange={(event) => setTotal(Math.min(1_000_000, Math.max(0, Math.round(Number(event.target.value)))))}
        />
        <span>requests {shown === null ? 'now' : shown === 0 ? 'at the start' : `at step ${shown}`}</span>
        <small>with the band of 95 in 100 runs</small>
      </h2>
      <Warnings rollout={rollout} />
      <div className={styles.wide}>
        <table className={styles.traffic}>
          <thead>
            <tr>
              <th scope="col">Kind of request</th>
              <th scope="col">Share</th>
              {names.map((name) => (
                <th key={name ?? ''} scope="col">
                  <Version name={name} rollout={rollout} />
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
      </div>
      <Declare rollout={rollout} />
    </section>
  );
}

function Version({ name, rollout }: { name: string | null; rollout: Rollout }) {
  if (name === null)
    return <span title="A destination outside of the plan, an abort, or no destination">elsewhere</span>;
  const index = rollout.plan.subsets.findIndex((subset) => subset.name === name);
  return (
    <span className={styles.version} data-version={index}>
      {name}
    </span>
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
            <Expected traffic={traffic} />
          </td>
        );
      })}
    </tr>
  );
}

function Expected({ traffic }: { traffic: VersionTraffic | undefined }) {
  if (!traffic || traffic.share === 0) return <span className={panel.quiet}>0</span>;
  const { expected, band, share } = traffic;
  const count = expected < 10 && !Number.isInteger(expected) ? expected.toFixed(1) : Math.round(expected);
  return (
    <span title={`${+(share * 100).toFixed(2)} % of this row`}>
      <b>{count}</b>
      {band.low !== band.high && (
        <small>
          {' '}
          {band.low}–{band.high}
        </small>
      )}
    </span>
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
  const config = useDeferredValue(useWorkspace((state) => (state.scrub?.written ?? state).decoded.config));
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
