import type { Trace } from '../envoy/trace.ts';
import type { ConfigObject, IstioConfig } from '../istio/config.ts';
import { isInside, isSource, sourceInside, type Source } from '../istio/source.ts';
import type { RouteTestResult } from './run-route-test.ts';
import { winningRule } from './winning-rule.ts';

/** One rule of the workspace, or one match entry of it, and the tests that reach it. */
export type Coverage = {
  readonly source: Source;
  readonly object: Pick<ConfigObject<string, unknown>, 'kind' | 'metadata'>;
  /** Where the rule stands among those of its list (`http`, `tls`, `tcp`, or `rules` of the Gateway API), from 0. */
  readonly list: 'http' | 'tls' | 'tcp' | 'rules';
  readonly rule: number;
  readonly name: string | null;
  /** Where the entry stands among the rule's matches; null where what is meant is the rule: it has none, or its traffic is no HTTP. */
  readonly match: number | null;
  readonly reachedBy: readonly RouteTestResult[];
};

/**
 * Every rule and match entry of the workspace in the order of the text, with the tests that reach it; where `reachedBy` is empty no test does. A rule that
 * delegates is not listed: what its delegate's rules are reached by says more.
 */
export function coverageOf(config: IstioConfig, results: readonly RouteTestResult[]): Coverage[] {
  const reached = results.map((result) => ({ result, sources: reachedSources(config, result.trace) }));
  return rulesOf(config).map((entry) => ({
    ...entry,
    reachedBy: reached
      .filter(({ sources }) => sources.some((source) => isInside(source, entry.source)))
      .map(({ result }) => result),
  }));
}

/** Where the parts of the configuration stand that took the request: its route and what it forwards to. */
function reachedSources(config: IstioConfig, trace: Trace): Source[] {
  const { route, filterChain, destinations, mirrors } = trace;
  const sources: unknown[] = [
    route?.source,
    winningRule(config, trace)?.source,
    filterChain?.tcp?.source,
    ...[...destinations, ...mirrors].map(({ source }) => source),
  ];
  return sources.filter(isSource);
}

type Entry = Omit<Coverage, 'reachedBy'>;

function rulesOf({ virtualServices, httpRoutes, grpcRoutes, tcpRoutes, tlsRoutes }: IstioConfig): Entry[] {
  const entries = [
    ...virtualServices.flatMap((object) => [
      ...entriesOf(object, 'http', 'match', (object.spec.http ?? []).map(withoutDelegates)),
      ...entriesOf(object, 'tls', null, object.spec.tls ?? []),
      ...entriesOf(object, 'tcp', null, object.spec.tcp ?? []),
    ]),
    ...[...httpRoutes, ...grpcRoutes].flatMap((object) =>
      entriesOf(object, 'rules', 'matches', object.spec.rules ?? []),
    ),
    ...[...tcpRoutes, ...tlsRoutes].flatMap((object) => entriesOf(object, 'rules', null, object.spec.rules ?? [])),
  ];
  return entries.toSorted((a, b) => a.source.document - b.source.document);
}

function withoutDelegates<Rule extends { readonly delegate?: unknown }>(rule: Rule): Rule | null {
  return rule.delegate === undefined ? rule : null;
}

type Rule = {
  readonly name?: string;
  readonly match?: readonly unknown[];
  readonly matches?: readonly unknown[];
} & object;

function entriesOf(
  { kind, metadata, source }: ConfigObject<string, unknown>,
  list: Coverage['list'],
  matches: 'match' | 'matches' | null,
  rules: readonly (Rule | null)[],
): Entry[] {
  return rules.flatMap((rule, index): Entry[] => {
    if (!rule) return [];
    const place = sourceInside(source, 'spec', list, index);
    const common = { object: { kind, metadata }, list, rule: index, name: rule.name ?? null };
    const entries = (matches && rule[matches]) ?? [];
    if (!matches || entries.length === 0) return [{ ...common, source: place, match: null }];
    return entries.map((_, match) => ({ ...common, source: sourceInside(place, matches, match), match }));
  });
}
