import type { ConfigDump } from '../envoy/read-config-dump.ts';
import type { Trace } from '../envoy/trace.ts';
import type { Basis } from './basis.ts';

/** What a verdict rests on that a loaded dump gave: the dump, endpoints that it does not tell, and what of the request's way is not modelled. */
export function dumpBasis(trace: Trace, dump: ConfigDump, title: string): Basis[] {
  const rests = `This is the answer of the loaded dump “${title}”, not of the text.`;
  const isAssumed = dump.endpoints === 'assumed' && trace.clusters.some((cluster) => cluster?.type === 'EDS');
  const assumed =
    'The dump tells no endpoints: the cluster is taken to have one. `config_dump?include_eds` would tell.';
  return [
    { kind: 'dump', message: rests, source: null },
    ...(isAssumed ? [{ kind: 'assumption' as const, message: assumed, source: null }] : []),
    ...[...new Set(partsOf(trace).flatMap((part) => dump.unmodelled.get(part) ?? []))].map((what) => ({
      kind: 'not-modelled' as const,
      message: `${what} stands in this request’s way and is not followed.`,
      source: null,
    })),
  ];
}

/** The parts of the configuration that the request was given to, in the order of its way. */
function partsOf({ listener, filterChain, virtualHost, verdicts, route, clusters }: Trace): object[] {
  const asked = verdicts.filter((verdict) => verdict.asked).map((verdict) => verdict.route);
  return [listener, filterChain, virtualHost, ...asked, route, ...clusters].filter((part) => part !== null);
}
