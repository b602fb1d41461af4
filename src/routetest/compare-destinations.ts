import type { Trace } from '../envoy/trace.ts';
import { BLACK_HOLE_CLUSTER, parseClusterName } from '../pilot/cluster-name.ts';
import type { Difference } from './difference.ts';
import type { Expectation } from './route-test.ts';

/** Where Istio sends what it blocks; nobody is reached there, so it is no destination. */

/** Destinations as a set with effective shares; a share that is not named may be any. The measured shares have two decimals. */
export function compareDestinations(trace: Trace, expected: Expectation['destinations']): Difference[] {
  if (!expected) return [];
  const actual = trace.destinations
    .filter(({ cluster }) => cluster !== BLACK_HOLE_CLUSTER)
    .map(({ cluster, percent }) => withShare(cluster, percent));
  return compareShares(
    'destinations',
    expected.map(({ weight, ...destination }) => ({ ...destination, share: weight })),
    actual,
    'weight',
  );
}

/** Mirrors as a set with percentages. */
export function compareMirrors(trace: Trace, expected: Expectation['mirrors']): Difference[] {
  if (!expected) return [];
  const actual = trace.mirrors.map(({ cluster, percent }) => withShare(cluster, percent));
  return compareShares(
    'mirrors',
    expected.map(({ percent, ...destination }) => ({ ...destination, share: percent })),
    actual,
    'percent',
  );
}

type Expected = {
  readonly host: string;
  readonly port?: number | undefined;
  readonly subset?: string | undefined;
  readonly share: number | undefined;
};
type Actual = { readonly host: string; readonly port: number | null; readonly subset: string; readonly share: number };

/** A cluster of no service (PassthroughCluster) is its own host. */
function withShare(cluster: string, share: number): Actual {
  const { host, port, subset } = parseClusterName(cluster) ?? { host: cluster, port: null, subset: '' };
  return { host, port, subset, share };
}

function compareShares(
  field: string,
  expected: readonly Expected[],
  written: readonly Actual[],
  shareName: string,
): Difference[] {
  const actual = mergeSame(written);
  const show = ({ host, port, subset, share }: Expected | Actual) => ({
    host,
    ...(port ? { port } : {}),
    ...(subset ? { subset } : {}),
    ...(share === undefined ? {} : { [shareName]: Math.round(share * 100) / 100 }),
  });
  const fits =
    expected.length === actual.length &&
    expected.every((wanted) => actual.some((given) => isSameDestination(wanted, given) && isSameShare(wanted, given)));
  return fits ? [] : [{ field, expected: expected.map(show), actual: actual.map(show) }];
}

function isSameDestination(wanted: Expected, given: Actual): boolean {
  return (
    wanted.host === given.host &&
    (wanted.port === undefined || wanted.port === given.port) &&
    (wanted.subset ?? '') === given.subset
  );
}

function isSameShare(wanted: Expected, given: Actual): boolean {
  return wanted.share === undefined || Math.abs(wanted.share - given.share) < 0.0051;
}

/** One destination that a route names twice is one destination. */
function mergeSame(destinations: readonly Actual[]): Actual[] {
  const byName = new Map<string, Actual>();
  for (const destination of destinations) {
    const name = JSON.stringify([destination.host, destination.port, destination.subset]);
    const share = (byName.get(name)?.share ?? 0) + destination.share;
    byName.set(name, { ...destination, share });
  }
  return [...byName.values()];
}
