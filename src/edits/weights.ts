/**
 * The weights of a rule after the row `index` was given `value`: whole numbers whose total is the old one (100 where nothing was written).
 * The other unlocked rows share what is left in proportion to what they had, so two rows move as a pair. `value` is cut to what the locked
 * rows leave; a locked row, or one that has no unlocked partner, keeps its weight.
 */
export function redistribute(
  weights: readonly number[],
  index: number,
  value: number,
  locked: ReadonlySet<number> = new Set(),
): readonly number[] {
  const whole = weights.map(toWeight);
  const partners = whole.flatMap((_, row) => (row === index || locked.has(row) ? [] : [row]));
  if (locked.has(index) || !(index in whole) || partners.length === 0) return whole;
  const held = whole.reduce((sum, weight, row) => (locked.has(row) ? sum + weight : sum), 0);
  const free = totalOf(whole) - held;
  const chosen = Math.min(toWeight(value), free);
  const shares = apportion(
    partners.map((row) => whole[row] ?? 0),
    free - chosen,
  );
  return whole.map((weight, row) => (row === index ? chosen : (shares[partners.indexOf(row)] ?? weight)));
}

/** The same total in equal parts; what does not divide goes to the first rows. Locked rows keep what they have. */
export function even(weights: readonly number[], locked: ReadonlySet<number> = new Set()): readonly number[] {
  const whole = weights.map(toWeight);
  const rows = whole.flatMap((_, row) => (locked.has(row) ? [] : [row]));
  const held = whole.reduce((sum, weight, row) => (locked.has(row) ? sum + weight : sum), 0);
  const shares = apportion(
    rows.map(() => 1),
    totalOf(whole) - held,
  );
  return whole.map((weight, row) => shares[rows.indexOf(row)] ?? weight);
}

/** The weights of two rows exchanged, the first two unless told otherwise. */
export function swap(weights: readonly number[], a = 0, b = 1): readonly number[] {
  const exchange = (row: number) => (row === a ? b : row === b ? a : row);
  return weights.map((weight, row) => weights[exchange(row)] ?? weight);
}

/** The whole total to one row, nothing to the others; locked rows keep what they have. */
export function allTo(
  weights: readonly number[],
  index: number,
  locked: ReadonlySet<number> = new Set(),
): readonly number[] {
  const whole = weights.map(toWeight);
  const free = whole.findIndex((_, row) => !locked.has(row));
  const target = locked.has(index) ? free : index;
  const held = whole.reduce((sum, weight, row) => (locked.has(row) ? sum + weight : sum), 0);
  return whole.map((weight, row) => (locked.has(row) ? weight : row === target ? totalOf(whole) - held : 0));
}

/** Splits `total` in proportion to `parts` (equally where all are 0) by largest remainder; of equal remainders the earlier row wins. */
export function apportion(parts: readonly number[], total: number): readonly number[] {
  const sum = parts.reduce((a, b) => a + b, 0);
  const quotas = parts.map((part) => (sum === 0 ? total / parts.length : (part * total) / sum));
  const floors = quotas.map(Math.floor);
  const left = total - floors.reduce((a, b) => a + b, 0);
  const byRemainder = quotas.map((quota, row) => ({ row, remainder: quota - Math.floor(quota) }));
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.row - b.row);
  const lucky = new Set(byRemainder.slice(0, left).map(({ row }) => row));
  return floors.map((floor, row) => (lucky.has(row) ? floor + 1 : floor));
}

/** A text may hold anything as a weight; what is dragged are whole numbers from 0. */
function toWeight(value: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.round(value)) : 0;
}

/** Weights that are all 0 have no total to keep: they become parts of 100. */
function totalOf(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + weight, 0) || 100;
}

/** The weights of the other rows when the row `index` goes: its share is spread over them in proportion. */
export function withoutRow(weights: readonly number[], index: number): readonly number[] {
  const whole = weights.map(toWeight);
  return apportion(whole.toSpliced(index, 1), totalOf(whole));
}
