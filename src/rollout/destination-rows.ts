import type { Destination } from '../istio/virtual-service.ts';
import { isObject } from '../istio/sanitize.ts';
import { isSameHost } from './full-host-name.ts';
import type { StepState } from './step-state.ts';

/** A destination of a rule as it is written, with everything that is its own. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * The destinations of the rule with the weights of a state: the rows as they are written, in their order, then rows for subsets that get traffic
 * and have none yet. Shares that are right already stay as they are written (weights are shares, whatever their total). Gives the sentence why
 * not where the rule sends to something that the plan does not speak of.
 */
export function rowsAtState(rows: readonly Row[], weights: StepState['weights'], namespace: string): Row[] | string {
  const base = baseDestination(rows, weights, namespace);
  if (!base) return 'The rule has no destination that says a host.';
  const planned = weights.map(({ subset, weight }) => ({ weight, destination: { ...base, ...subset.destination } }));
  const taken = rows.map((row) => planned.findIndex(({ destination }) => isRowOf(row, destination, namespace)));
  const stranger = rows[taken.findIndex((index, position) => index < 0 || taken.indexOf(index) !== position)];
  if (stranger) return `The rule also sends to ${rowWords(stranger)}, of which the plan says nothing.`;
  const written = rows.map((row, position) => ({ row, weight: planned[taken[position] ?? 0]?.weight ?? 0 }));
  const added = planned.filter(({ weight }, index) => weight > 0 && !taken.includes(index));
  if (added.length === 0 && hasShares(written)) return [...rows];
  return [
    ...written.map(({ row, weight }) => Object.assign({}, row, { weight })),
    ...added.map(({ destination, weight }) => ({ destination, weight })),
  ];
}

/** The row of a subset, as it is written in the rule or as it would be; its weight is left out, for a rule that sends there alone. */
export function loneRow(
  rows: readonly Row[],
  weights: StepState['weights'],
  subset: string,
  namespace: string,
): Row | null {
  const base = baseDestination(rows, weights, namespace);
  const planned = weights.find((item) => item.subset.name === subset)?.subset.destination;
  if (!base || !planned) return null;
  const destination = { ...base, ...planned };
  const { weight: _, ...row } = rows.find((candidate) => isRowOf(candidate, destination, namespace)) ?? { destination };
  return row;
}

/** Host and port that subsets without their own go by: those of the stable row, else of the first. */
function baseDestination(
  rows: readonly Row[],
  [stable]: StepState['weights'],
  namespace: string,
): Pick<Destination, 'host' | 'port'> | null {
  const destinations = rows.flatMap((row) => destinationOf(row) ?? []);
  const planned = stable?.subset.destination ?? {};
  const match = destinations.find(
    ({ host, subset }) =>
      (planned.host === undefined || isSameHost(planned.host, host, namespace)) && planned.subset === subset,
  );
  const base = match ?? destinations[0];
  return base ? { host: base.host, ...(base.port ? { port: base.port } : {}) } : null;
}

function isRowOf(row: Row, wanted: Destination, namespace: string): boolean {
  const destination = destinationOf(row);
  if (!destination || !isSameHost(destination.host, wanted.host, namespace)) return false;
  const isSamePort = !destination.port || !wanted.port || destination.port.number === wanted.port.number;
  return isSamePort && (destination.subset ?? '') === (wanted.subset ?? '');
}

/** The destination of a row as far as it can be read. */
export function destinationOf(row: Row): Destination | null {
  const { destination } = row;
  if (!isObject(destination) || typeof destination['host'] !== 'string') return null;
  const { host, subset, port } = destination;
  return {
    host,
    ...(typeof subset === 'string' ? { subset } : {}),
    ...(isObject(port) && typeof port['number'] === 'number' ? { port: { number: port['number'] } } : {}),
  };
}

/** A lone destination gets everything whatever its weight; of several, one without a weight gets nothing (istio-semantics R4.9). */
function hasShares(rows: readonly { readonly row: Row; readonly weight: number }[]): boolean {
  const parts = rows.map(({ row }) => (rows.length === 1 ? 1 : Number(row['weight'] ?? 0)));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return total > 0 && rows.every(({ weight }, index) => (parts[index] ?? 0) * 100 === weight * total);
}

function rowWords(row: Row): string {
  const destination = destinationOf(row);
  if (!destination) return 'something that cannot be read';
  return destination.subset === undefined ? destination.host : `${destination.host} ${destination.subset}`;
}
