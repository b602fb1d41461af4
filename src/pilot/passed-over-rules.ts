import type { ConsolidatedDestinationRule, DestinationRuleObject } from './consolidated-destination-rule.ts';
import type { DestinationRuleContext } from './destination-rules.ts';
import type { Omission } from './generate.ts';
import { hostSubsetOf, resolveShortname } from '../istio/host.ts';
import type { MeshSettings } from './mesh-defaults.ts';
import type { Proxy } from './proxy.ts';
import type { MeshService } from './service.ts';

/** A service that a proxy sees and the DestinationRule that shapes its clusters. */
export type ShapedService = { readonly service: MeshService; readonly rule: ConsolidatedDestinationRule | null };

/**
 * The DestinationRules that cover a service which the proxy sees and yet shape none of its clusters, and the parts of merged ones that an earlier rule
 * stands in the way of. One that covers nothing is left out by nobody.
 */
export function passedOverRules(
  push: DestinationRuleContext,
  proxy: Proxy,
  shaped: readonly ShapedService[],
): Omission[] {
  const rules = new Set(shaped.flatMap(({ rule }) => rule ?? []));
  const used = new Set([...rules].flatMap(({ from }) => from));
  const passedOver = push.config.destinationRules
    .filter((object) => !used.has(object))
    .flatMap((object) => passedOverRule(push.mesh, proxy, object, shaped) ?? []);
  return [...passedOver, ...[...rules].flatMap(({ omissions }) => omissions)];
}

function passedOverRule(
  { rootNamespace }: MeshSettings,
  proxy: Proxy,
  { metadata, spec, source }: DestinationRuleObject,
  shaped: readonly ShapedService[],
): Omission | null {
  const host = resolveShortname(spec.host, metadata.namespace);
  const covered = shaped.find(({ service }) => hostSubsetOf(service.hostname, host));
  if (!covered) return null;
  const { service, rule } = covered;
  const winner = rule?.from[0];
  if (winner) {
    const { name, namespace } = winner.metadata;
    const message = `For ${service.hostname} this caller goes by DestinationRule ${namespace}/${name} alone.`;
    return { source, reason: 'destination-rule-passed-over', message, culprit: winner.source };
  }
  if (![proxy.namespace, service.namespace, rootNamespace].includes(metadata.namespace)) {
    const places = `its own namespace ${proxy.namespace}, the service's ${service.namespace} and ${rootNamespace}`;
    const message = `A caller looks for DestinationRules in ${places}; this one stands in ${metadata.namespace}.`;
    return { source, reason: 'destination-rule-passed-over', message, culprit: null };
  }
  if (spec.workloadSelector && metadata.namespace === proxy.namespace) {
    const message = 'The workload selector does not fit this caller.';
    return { source, reason: 'not-for-this-caller', message, culprit: null };
  }
  const message = `It is not exported to the caller's namespace ${proxy.namespace}.`;
  return { source, reason: 'not-exported', message, culprit: null };
}
