import type { Source } from '../istio/source.ts';
import type { WeightRow } from './graph.ts';

/** A destination as written: its weight, and the card it leads to. */
export type WrittenDestination = {
  readonly source: Source;
  readonly label: string;
  readonly weight: number | undefined;
  readonly target: string;
};

/**
 * Rows with effective shares. A lone destination takes everything, whatever its weight; of several, those without a weight get nothing and
 * the rest share in proportion; the total need not be 100 (istio-semantics R4.9).
 */
export function weightRows(destinations: readonly WrittenDestination[]): WeightRow[] {
  const total = totalWeight(destinations);
  return destinations.map(({ source, label, weight, target }) => ({
    source,
    label,
    target,
    weight: weight ?? null,
    percent: destinations.length === 1 ? 100 : total === 0 ? 0 : ((weight ?? 0) / total) * 100,
  }));
}

/** Rows of Gateway API backends, where an absent weight is 1 (the API's default). */
export function backendRows(backends: readonly WrittenDestination[]): WeightRow[] {
  const shares = weightRows(backends.map((backend) => Object.assign({}, backend, { weight: backend.weight ?? 1 })));
  return shares.map((row, index) => Object.assign({}, row, { weight: backends[index]?.weight ?? null }));
}

/** What the weights of Gateway API backends add up to; where none has one, they are equal parts of 100. */
export function backendTotal(backends: readonly { readonly weight?: number | null }[]): number {
  if (backends.every(({ weight }) => weight === undefined || weight === null)) return 100;
  return totalWeight(backends.map(({ weight }) => ({ weight: weight ?? 1 })));
}

/** What the weights add up to; an absent one is 0. */
export function totalWeight(destinations: readonly { readonly weight?: number | null }[]): number {
  return destinations.reduce((total, { weight }) => total + (weight ?? 0), 0);
}
