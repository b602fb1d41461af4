import type { ExpectedTraffic, VersionTraffic } from '../rollout/expected-traffic.ts';
import type { RolloutPlan } from '../rollout/rollout-plan.ts';
import panel from './panel.module.css';
import styles from './rollout-panel.module.css';

/** How many requests reach a version, and the band that 95 of 100 runs stay within; nothing known of it means that none do. */
export function Requests({ traffic }: { traffic: VersionTraffic | undefined }) {
  if (!traffic || traffic.share === 0) return <span className={panel.quiet}>0</span>;
  const { band, share } = traffic;
  return (
    <span title={`${+(share * 100).toFixed(2)} % of them`}>
      <b>{count(traffic)}</b>
      {band.low !== band.high && (
        <>
          {' '}
          <small>
            {band.low}–{band.high}
          </small>
        </>
      )}
    </span>
  );
}

/** The same of all versions, in words. */
export function trafficWords({ subsets }: Pick<RolloutPlan, 'subsets'>, { versions }: ExpectedTraffic): string {
  const names = [...subsets.map(({ name }) => name), null];
  const words = names.flatMap((name) => {
    const traffic = versions.find(({ version }) => version === name);
    if (!traffic || traffic.share === 0) return [];
    const { low, high } = traffic.band;
    return `${name ?? 'elsewhere'} ${count(traffic)}${low === high ? '' : ` (${low} to ${high})`}`;
  });
  return words.join(', ');
}

/** The versions of a plan in its order, then what is none of them (null), where requests go there. */
export function versionNames(
  { subsets }: Pick<RolloutPlan, 'subsets'>,
  versions: readonly Pick<VersionTraffic, 'version'>[],
): readonly (string | null)[] {
  const names = subsets.map(({ name }) => name);
  return versions.some(({ version }) => version === null) ? [...names, null] : names;
}

/** A version's name with its hue. */
export function VersionName({ name, plan }: { name: string | null; plan: Pick<RolloutPlan, 'subsets'> }) {
  if (name === null)
    return <span title="A destination outside of the plan, an abort, or no destination">elsewhere</span>;
  const index = plan.subsets.findIndex((subset) => subset.name === name);
  return (
    <span className={styles.version} data-version={index}>
      {name}
    </span>
  );
}

function count({ expected }: VersionTraffic): string {
  return expected < 10 && !Number.isInteger(expected) ? expected.toFixed(1) : String(Math.round(expected));
}
