import { resolveShortname } from '../istio/host.ts';
import type { Destination } from '../istio/virtual-service.ts';
import type { Row, RowForm } from './row-form.ts';
import type { StepState } from './step-state.ts';

/** The rows of a rule: how they are written, and in which namespace. */
export type RuleRows = { readonly rows: readonly Row[]; readonly form: RowForm; readonly namespace: string };

/**
 * The destinations of the rule with the weights of a state: the rows as they are written, in their order, then rows for subsets that get traffic
 * and have none yet. Shares that are right already stay as they are written (weights are shares, whatever their total). Gives the sentence why
 * not where the rule sends to something that the plan does not speak of.
 */
export function rowsAtState(rule: RuleRows, weights: StepState['weights']): Row[] | string {
  const { rows, form, namespace } = rule;
  const base = baseDestination(rule, weights);
  if (!base) return 'The rule has no destination that says a host.';
  const taken = rows.map((row) =>
    weights.findIndex(({ subset }) => isRowOf(rule, row, { host: base.host, ...subset.destination })),
  );
  const stranger = rows[taken.findIndex((index, position) => index < 0 || taken.indexOf(index) !== position)];
  if (stranger) return `The rule also sends to ${rowWords(rule, stranger)}, of which the plan says nothing.`;
  const written = rows.map((row, position) => ({ row, weight: weights[taken[position] ?? 0]?.weight ?? 0 }));
  const added = weights.filter(({ weight }, index) => weight > 0 && !taken.includes(index));
  if (added.length === 0 && hasShares(form, written)) return [...rows];
  return [
    ...written.map(({ row, weight }) => Object.assign({}, row, { weight })),
    ...added.map(({ subset, weight }) =>
      Object.assign({}, form.rowTo({ ...base, ...subset.destination }, namespace), { weight }),
    ),
  ];
}

/** The row of a subset, as it is written in the rule or as it would be; its weight is left out, for a rule that sends there alone. */
export function loneRow(rule: RuleRows, weights: StepState['weights'], subset: string): Row | null {
  const { rows, form, namespace } = rule;
  const base = baseDestination(rule, weights);
  const planned = weights.find((item) => item.subset.name === subset)?.subset.destination;
  if (!base || !planned) return null;
  const known = rows.find((row) => isRowOf(rule, row, { host: base.host, ...planned }));
  const { weight: _, ...row } = known ?? form.rowTo({ ...base, ...planned }, namespace);
  return row;
}

/** Host and port that subsets without their own go by: those of the stable row, else of the first. */
function baseDestination(
  { rows, form, namespace }: RuleRows,
  [stable]: StepState['weights'],
): Pick<Destination, 'host' | 'port'> | null {
  const destinations = rows.flatMap((row) => form.destinationOf(row, namespace) ?? []);
  const planned = stable?.subset.destination ?? {};
  const match = destinations.find(
    ({ host, subset }) =>
      (planned.host === undefined || isSameHost(planned.host, host, namespace)) && planned.subset === subset,
  );
  const base = match ?? destinations[0];
  return base ? { host: base.host, ...(base.port ? { port: base.port } : {}) } : null;
}

/** Whether a row leads where it is meant to; a port counts where both say one. */
function isRowOf({ form, namespace }: RuleRows, row: Row, wanted: Destination): boolean {
  const destination = form.destinationOf(row, namespace);
  return destination !== null && isDestination(destination, wanted, namespace);
}

/** Whether a destination is the one that is wanted: host and subset, and the port where both say one. */
export function isDestination(destination: Destination, wanted: Destination, namespace: string): boolean {
  const isSamePort = !destination.port || !wanted.port || destination.port.number === wanted.port.number;
  const isSameSubset = (destination.subset ?? '') === (wanted.subset ?? '');
  return isSameHost(destination.host, wanted.host, namespace) && isSamePort && isSameSubset;
}

/** Whether two hosts that are written in a namespace are one. */
function isSameHost(a: string, b: string, namespace: string): boolean {
  return resolveShortname(a, namespace) === resolveShortname(b, namespace);
}

function hasShares({ parts }: RowForm, rows: readonly { readonly row: Row; readonly weight: number }[]): boolean {
  const written = parts(rows.map(({ row }) => row));
  const total = written.reduce((sum, part) => sum + part, 0);
  return total > 0 && rows.every(({ weight }, index) => (written[index] ?? 0) * 100 === weight * total);
}

function rowWords({ form, namespace }: RuleRows, row: Row): string {
  const destination = form.destinationOf(row, namespace);
  return destination ? form.words(destination, namespace) : 'something that cannot be read';
}
