import type { RouteVerdict, Trace } from '../envoy/trace.ts';
import type { Source } from '../istio/source.ts';
import type { Generated, Omission } from '../pilot/generate.ts';
import type { Basis } from '../routetest/basis.ts';
import { expectationOf } from '../routetest/expectation-of.ts';
import type { Caller } from '../istio/caller.ts';
import type { TestRequest } from '../istio/test-request.ts';

/** All that is known of one request. `place` tells where in the files a source stands. */
export type Answered = {
  readonly from: Caller;
  readonly request: TestRequest;
  readonly trace: Trace;
  readonly generated: Generated;
  readonly basis: readonly Basis[];
  readonly place: (source: Source) => string;
};

/** The answer as data, for `-o json` and `-o yaml`. `verdict` is in the words of a test's `expect`, so it can be pasted into one. */
export function traceReport({ from, request, trace, generated, basis, place }: Answered) {
  return {
    from,
    request,
    verdict: expectationOf(trace),
    basis: basis.map(({ kind, message, source }) => ({ kind, message, place: source && place(source) })),
    trace: {
      listener: trace.listener?.name ?? null,
      filterChain: trace.filterChain?.name ?? null,
      notes: trace.notes,
      path: trace.path,
      routeConfiguration: trace.routeConfiguration,
      virtualHost: trace.virtualHost?.name ?? null,
      domain: trace.domain,
      routes: trace.verdicts.map((verdict) => verdictReport(verdict, place)),
      destinations: trace.destinations.map(({ cluster, percent, outcome }) => ({
        cluster,
        percent,
        status: outcome.status,
        flags: outcome.flags,
        destinationRules: (generated.destinationRules.get(cluster) ?? []).map(place),
      })),
    },
    leftOut: generated.omissions.map((omission) => omissionReport(omission, place)),
  };
}

function verdictReport({ route, matched, asked, conditions }: RouteVerdict, place: Answered['place']) {
  return {
    name: route.name ?? null,
    place: route.source ? place(route.source) : null,
    result: matched ? 'matched' : asked ? 'passed over' : 'not asked',
    conditions,
  };
}

function omissionReport({ source, reason, message, culprit }: Omission, place: Answered['place']) {
  return { place: place(source), reason, message, culprit: culprit && place(culprit) };
}
