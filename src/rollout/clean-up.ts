import type { ConfigObject, IstioConfig } from '../istio/config.ts';
import { decode } from '../istio/decode.ts';
import type { DestinationRule } from '../istio/destination-rule.ts';
import { destinationRulesOf } from '../istio/destination-rules-of.ts';
import { resolveShortname } from '../istio/host.ts';
import { sourceInside } from '../istio/source.ts';
import type { Destination, VirtualService } from '../istio/virtual-service.ts';
import { planYamlEdits } from '../yaml/plan-yaml-edits.ts';
import { parseStream, type YamlStream } from '../yaml/stream.ts';
import { applyTextEdits } from '../yaml/text-edit.ts';
import type { DocumentEdits } from '../yaml/yaml-edit.ts';
import { byDocument } from './by-document.ts';
import { hostOf, versionHosts } from './missing-subsets.ts';
import { plannedRule } from './planned-rule.ts';
import type { RolloutPlan } from './rollout-plan.ts';
import { ruleKinds, sendsToBackends } from './rule-kind.ts';

/** The workspace after the plan, first without the destinations that get nothing any more, then also without the subsets that nobody names. */
export type CleanUp = { readonly withoutRows: YamlStream; readonly withoutSubsets: YamlStream };

/** What can go when the plan is through, in the order it may go: subsets only once no rule names them. Null where nothing can. */
export function cleanUp(end: YamlStream, plan: RolloutPlan): CleanUp | null {
  const { config } = decode(end);
  const withoutRows = edited(end, idleRows(config, plan));
  const withoutSubsets = edited(withoutRows, idleSubsets(decode(withoutRows).config, plan));
  return withoutSubsets.text === end.text ? null : { withoutRows, withoutSubsets };
}

/** The stream with the edits; as it was where they cannot be made, since nothing has to go. */
function edited(stream: YamlStream, changes: readonly DocumentEdits[]): YamlStream {
  const planned = planYamlEdits(stream, byDocument(changes));
  return planned.ok ? parseStream(applyTextEdits(stream.text, planned.edits), stream) : stream;
}

/** Destinations of the rule that are written with weight 0 beside others that get something. */
function idleRows(config: IstioConfig, plan: RolloutPlan): readonly DocumentEdits[] {
  const found = plannedRule(config, plan);
  if (!found.ok) return [];
  const { document, path } = sourceInside(found.source, ruleKinds[found.kind].destinations);
  const idle = found.destinations.flatMap(({ weight }, index) => (weight === 0 ? index : []));
  if (idle.length === found.destinations.length) return [];
  return [{ document, edits: idle.toReversed().map((index) => ({ type: 'removeItem', path, index })) }];
}

/** Subsets of the plan that no rule of any VirtualService names. The Services of backends stay: they are no part of the routing. */
function idleSubsets(config: IstioConfig, plan: RolloutPlan): readonly DocumentEdits[] {
  const found = plannedRule(config, plan);
  if (!found.ok || sendsToBackends(found.kind)) return [];
  const { namespace } = found.object.metadata;
  const named = new Set(config.virtualServices.flatMap(namedSubsets));
  const idle = plan.subsets
    .map((subset) => subsetKey(resolveShortname(hostOf(subset, found), namespace), subset.destination.subset ?? ''))
    .filter((key) => !named.has(key));
  return [...versionHosts(plan, found)].flatMap((host) =>
    destinationRulesOf(config, host).map((rule) => removalsFrom(rule, host, idle)),
  );
}

function removalsFrom(
  { spec, source }: ConfigObject<'DestinationRule', DestinationRule>,
  host: string,
  idle: readonly string[],
): DocumentEdits {
  const { document, path } = sourceInside(source, 'spec', 'subsets');
  const indices = (spec.subsets ?? []).flatMap(({ name }, index) =>
    idle.includes(subsetKey(host, name)) ? index : [],
  );
  // The last first, so that the indices of the others hold.
  return { document, edits: indices.toReversed().map((index) => ({ type: 'removeItem', path, index })) };
}

function namedSubsets({ metadata, spec }: ConfigObject<'VirtualService', VirtualService>): readonly string[] {
  const rules = [...(spec.http ?? []), ...(spec.tls ?? []), ...(spec.tcp ?? [])];
  const rows = [
    ...rules.flatMap(({ route = [] }) => route),
    ...(spec.http ?? []).flatMap(({ mirrors = [] }) => mirrors),
  ];
  const mirrors = (spec.http ?? []).flatMap(({ mirror }) => mirror ?? []);
  const destinations: readonly Destination[] = [...rows.map(({ destination }) => destination), ...mirrors];
  return destinations.map(({ host, subset = '' }) => subsetKey(resolveShortname(host, metadata.namespace), subset));
}

function subsetKey(host: string, subset: string): string {
  return `${host}/${subset}`;
}
