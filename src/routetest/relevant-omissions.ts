import type { Trace } from '../envoy/trace.ts';
import type { ConfigObject, IstioConfig } from '../istio/config.ts';
import { groupBy } from '../istio/group-by.ts';
import { matchesHost, resolveShortname } from '../istio/host.ts';
import { isInside, type Source } from '../istio/source.ts';
import { parseClusterName } from '../pilot/cluster-name.ts';
import type { Omission } from '../pilot/generate.ts';

/** What was left out for a caller, sorted by whether it speaks of the host at hand. */
export type SortedOmissions = {
  /** About the asked host or where its request goes: VirtualServices and rules of other kinds; DestinationRules. */
  readonly rules: readonly Omission[];
  readonly destinationRules: readonly Omission[];
  /** About other hosts. */
  readonly others: readonly Omission[];
};

/**
 * Sorts omissions by their bearing on a request. An object speaks of the request where one of its hosts covers the asked host or a destination, or where
 * the request's own rule stands in it; `objectOf` finds it (`objectIndex`).
 */
export function relevantOmissions(
  omissions: readonly Omission[],
  trace: Trace,
  authority: string,
  objectOf: ObjectOf,
): SortedOmissions {
  const hosts = hostsOf(trace, authority);
  const own = new Set([trace.route?.source?.document, trace.virtualHost?.source?.document]);
  const about = ({ source, culprit }: Omission): boolean => {
    const object = objectOf(source);
    const spoken = object ? hostsOfObject(object) : [];
    if (spoken.some((host) => hosts.some((asked) => matchesHost(asked, host)))) return true;
    return spoken.length === 0 && (own.has(source.document) || (culprit !== null && own.has(culprit.document)));
  };
  const near = new Set(omissions.filter(about));
  const isDestinationRule = ({ source }: Omission) => objectOf(source)?.kind === 'DestinationRule';
  return {
    rules: [...near].filter((omission) => !isDestinationRule(omission)),
    destinationRules: [...near].filter(isDestinationRule),
    others: omissions.filter((omission) => !near.has(omission)),
  };
}

type AnyObject = ConfigObject<string, unknown>;

/** Finds the object that a source stands in. */
export type ObjectOf = (source: Source) => AnyObject | null;

/** The object that a source stands in: a List has several in one document. */
export function objectIndex(config: IstioConfig): ObjectOf {
  const objects = Object.values(config).flatMap((list: unknown) => (Array.isArray(list) ? (list as AnyObject[]) : []));
  const byDocument = groupBy(objects, ({ source }) => source.document);
  return (source) => byDocument.get(source.document)?.find((one) => isInside(source, one.source)) ?? null;
}

/** The names that the request is about: its Host as written and in full, and where it goes. */
function hostsOf({ virtualHost, destinations, mirrors }: Trace, authority: string): string[] {
  const name = authority.replace(/:\d+$/, '').toLowerCase();
  const clusters = [...destinations, ...mirrors].flatMap(({ cluster }) => parseClusterName(cluster)?.host ?? []);
  const catchesAll = virtualHost?.domains.includes('*') ?? true;
  const full = catchesAll ? [] : [virtualHost?.name.replace(/:\d+$/, '') ?? ''];
  return [...new Set([name, ...full, ...clusters.map((host) => host.toLowerCase())])].filter(Boolean);
}

/** The hosts that an object is about, written out; none for kinds that name none. `*` alone says nothing of a host. */
function hostsOfObject({ metadata, spec }: AnyObject): string[] {
  const { hosts, host, hostnames } = record(spec);
  const written = [hosts, hostnames].flatMap((list) => (Array.isArray(list) ? list : [])).concat(host ?? []);
  return written
    .filter((one): one is string => typeof one === 'string' && one !== '*')
    .map((one) => resolveShortname(one.toLowerCase(), metadata.namespace));
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
