import type { IstioConfig } from '../istio/config.ts';
import { memoByParts } from '../pilot/memo-by-parts.ts';
import { destinationId, type DestinationReference, type Directory } from './directory.ts';
import { groupBy } from '../istio/group-by.ts';
import { qualifiedHost } from './host-name.ts';

/**
 * The destinations that rules send to, joined by the subsets of known services that no rule sends to (yet), each behind the others of its host: what
 * somebody defines is there to be seen.
 */
export function withUnusedSubsets(
  references: ReadonlyMap<string, DestinationReference>,
  config: IstioConfig,
  directory: Directory,
): ReadonlyMap<string, DestinationReference> {
  const used = new Set([...references.values()].map(subsetKey));
  const { destinationRules } = config;
  const unused = definedSubsets({ destinationRules, directory }).filter((reference) => !used.has(subsetKey(reference)));
  if (unused.length === 0) return references;
  const byHost = groupBy(unused, (reference) => reference.host);
  const last = new Map([...references].map(([id, { host }]) => [host, id]));
  const joined = new Map<string, DestinationReference>();
  const add = (host: string) => {
    for (const reference of byHost.get(host) ?? []) joined.set(destinationId(reference, directory), reference);
  };
  for (const [id, reference] of references) {
    joined.set(id, reference);
    if (last.get(reference.host) === id) add(reference.host);
  }
  for (const host of byHost.keys()) if (!last.has(host)) add(host);
  return joined;
}

/** The subsets that DestinationRules define; the same references while the rules stay, so that their cards can be kept. */
const definedSubsets = memoByParts(
  { destinationRules: 'object', directory: 'object' },
  ({
    destinationRules,
    directory,
  }: Pick<IstioConfig, 'destinationRules'> & { readonly directory: Directory }): DestinationReference[] =>
    destinationRules.flatMap(({ metadata, spec }) => {
      const host = qualifiedHost(spec.host, metadata.namespace);
      if (!directory.service(host)) return [];
      return (spec.subsets ?? []).map((subset) => ({ host, subset: subset.name, port: null, whenMissing: '' }));
    }),
);

function subsetKey({ host, subset }: DestinationReference): string {
  return `${host}/${subset ?? ''}`;
}
