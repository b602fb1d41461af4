import { stepWords } from '../rollout/step-words.ts';
import { Requests, VersionName, versionNames } from './expected-requests.tsx';
import panel from './panel.module.css';
import styles from './rollout-panel.module.css';
import type { Rollout } from './use-rollout.ts';
import type { StepTraffic } from './use-step-traffic.ts';

/** At every step that changes something: how many of all requests reach each version. */
export function TrafficByStep({ rollout: { plan, shown, show }, traffic }: { rollout: Rollout; traffic: StepTraffic }) {
  const names = versionNames(
    plan,
    traffic.flatMap((step) => step?.versions ?? []),
  );
  const steps = [null, ...plan.steps].flatMap((step, number) =>
    step?.type === 'pause' || step?.type === 'other' ? [] : [{ step, number }],
  );
  return (
    <table className={styles.traffic}>
      <thead>
        <tr>
          <th scope="col">Step</th>
          {names.map((name) => (
            <th key={name ?? ''} scope="col">
              <VersionName name={name} plan={plan} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {steps.map(({ step, number }) => {
          const words = step ? stepWords(step, plan) : 'everything to stable';
          const expected = traffic[number];
          return (
            <tr key={number} data-shown={shown === number || undefined}>
              <th scope="row">
                <button type="button" className={panel.link} title={words} onClick={() => show(number)}>
                  {number === 0 ? 'Start' : number} · {words}
                </button>
              </th>
              {names.map((name) => (
                <td key={name ?? ''}>
                  {expected ? (
                    <Requests traffic={expected.versions.find(({ version }) => version === name)} />
                  ) : (
                    <span className={panel.quiet} title="There is no text for this step">
                      {expected === null ? '–' : '…'}
                    </span>
                  )}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
