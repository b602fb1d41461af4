/** The counts that a binomial draw stays within: below `low` in at most half of what is outside, above `high` likewise. */
export type Band = { readonly low: number; readonly high: number };

/**
 * The band that holds at least `confidence` of all outcomes of `n` independent requests that each succeed with probability `p`: the exact quantiles
 * of the binomial distribution, tails of equal size.
 */
export function binomialBand(n: number, p: number, confidence = 0.95): Band {
  if (n <= 0 || p <= 0) return { low: 0, high: 0 };
  if (p >= 1) return { low: n, high: n };
  const { first, weights } = relativeWeights(n, p);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const tail = ((1 - confidence) / 2) * total;
  return { low: first + passed(weights, tail), high: first + weights.length - 1 - passed(weights.toReversed(), tail) };
}

/** How many outcomes fit into the tail, from the front. */
function passed(weights: readonly number[], tail: number): number {
  let sum = 0;
  return weights.findIndex((weight) => (sum += weight) > tail);
}

/** The probabilities of the outcomes around the likeliest one, relative to it; outside of twelve standard deviations nothing counts. */
function relativeWeights(n: number, p: number): { readonly first: number; readonly weights: readonly number[] } {
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const reach = Math.ceil(12 * Math.sqrt(n * p * (1 - p))) + 20;
  const odds = p / (1 - p);
  const below: number[] = [];
  for (let k = mode, weight = 1; k > Math.max(0, mode - reach); k--) below.push((weight *= k / ((n - k + 1) * odds)));
  const above: number[] = [];
  for (let k = mode, weight = 1; k < Math.min(n, mode + reach); k++) above.push((weight *= ((n - k) * odds) / (k + 1)));
  return { first: mode - below.length, weights: [...below.toReversed(), 1, ...above] };
}
