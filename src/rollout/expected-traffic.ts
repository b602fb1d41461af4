import { binomialBand, type Band } from './binomial-band.ts';
import type { MixedRequest } from './rollout-plan.ts';

/** Where one request of a kind may go: a version's name (null: none of the plan's) and the probability. What is missing to 1 goes nowhere. */
export type Answer = readonly { readonly version: string | null; readonly share: number }[];

export type VersionTraffic = {
  readonly version: string | null;
  /** Of all requests of the row, 0 to 1. */
  readonly share: number;
  /** Expected number of requests, and the band that 95 of 100 such runs stay within. */
  readonly expected: number;
  readonly band: Band;
};

export type ExpectedTraffic = {
  /** All kinds together. */
  readonly versions: readonly VersionTraffic[];
  /** Each kind of request alone: so that 5 % of checkout is not taken for 5 % of everything. */
  readonly kinds: readonly {
    readonly name: string;
    readonly requests: number;
    readonly versions: readonly VersionTraffic[];
  }[];
};

/**
 * How many of `total` requests reach each version, where each request is of a kind of the mix by its share and then takes its way by chance, independent
 * of the others (Envoy draws the destination anew per request: istio-semantics R4.10). `answer` is the routing of one kind, whatever decided it: a header
 * route, the weights, another rule.
 */
export function expectedTraffic(
  mix: readonly MixedRequest[],
  answer: (request: MixedRequest) => Answer,
  total: number,
): ExpectedTraffic {
  const whole = mix.reduce((sum, { share }) => sum + share, 0);
  const kinds = mix.map((request) => ({
    name: request.name,
    part: whole === 0 ? 0 : request.share / whole,
    shares: sharesOf(answer(request)),
  }));
  const overall = new Map<string | null, number>();
  for (const { part, shares } of kinds)
    for (const [version, share] of shares) overall.set(version, (overall.get(version) ?? 0) + part * share);
  return {
    versions: trafficOf(overall, total),
    kinds: kinds.map(({ name, part, shares }) => ({
      name,
      requests: part * total,
      versions: trafficOf(shares, Math.round(part * total)),
    })),
  };
}

/** Shares by version; what no destination takes is traffic that reaches no version. */
function sharesOf(answer: Answer): Map<string | null, number> {
  const shares = new Map<string | null, number>();
  for (const { version, share } of answer) shares.set(version, (shares.get(version) ?? 0) + share);
  const rest = 1 - answer.reduce((sum, { share }) => sum + share, 0);
  if (rest > 1e-9) shares.set(null, (shares.get(null) ?? 0) + rest);
  return shares;
}

function trafficOf(shares: ReadonlyMap<string | null, number>, total: number): readonly VersionTraffic[] {
  const versions = [...shares].map(([version, share]) => ({
    version,
    share,
    expected: share * total,
    band: binomialBand(total, share),
  }));
  return versions.toSorted((a, b) => Number(a.version === null) - Number(b.version === null));
}
