import type { IstioConfig } from '../istio/config.ts';
import type { ParentReference } from '../istio/gateway-api.ts';
import { isMeshParent, parentKind } from '../istio/gateway-api-reference.ts';
import { resolveShortname } from '../istio/host.ts';
import { serviceHost } from '../istio/service-host.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import { versionHosts } from './missing-subsets.ts';
import type { PlanWarning } from './plan-warnings.ts';
import type { FoundRule } from './planned-rule.ts';
import type { RolloutPlan } from './rollout-plan.ts';
import { objectWords } from './rule-words.ts';
import { writtenRules } from './written-rule.ts';

/** Who uses an object's rules, and where it says so. `gateways`: by which, if by any. */
type Audience = { readonly mesh: boolean; readonly gateways: readonly string[]; readonly source: Source };

/** Traffic that the steps of a plan do not move, since it does not come by its rule. */
export function passingBy(config: IstioConfig, plan: RolloutPlan, found: FoundRule): readonly PlanWarning[] {
  return [...callersPassingBy(plan, found), ...gatewaysPassingBy(config, plan, found)];
}

/** A rule is for the gateways or Services that its object names; `mesh` is all sidecars (istio-semantics R1, R11.1). */
function callersPassingBy({ requests, rule }: RolloutPlan, { object }: FoundRule): readonly PlanWarning[] {
  const { mesh, gateways, source } = audienceOf(object);
  const name = objectWords(rule);
  const isForNobody = gateways.length === 0 ? `${name} has no parent that Istio binds it to: nobody uses it.` : null;
  const isForGateways = `${name} is for gateways alone: callers inside the mesh do not use it.`;
  const undeclared = mesh ? [] : [warning(isForNobody ?? isForGateways, source)];
  const asked = requests.flatMap((request) => {
    const isGateway = 'gateway' in request.from;
    if (isGateway ? gateways.length > 0 : mesh) return [];
    const reason = isGateway ? 'it is for sidecars alone' : 'it is for gateways alone';
    return warning(`The caller of “${request.name}” does not use ${name}: ${reason}.`, request.source);
  });
  return requests.length > 0 ? asked : undeclared;
}

/** A gateway that another object's rule sends to the host by itself never asks the mesh's rules of that host. */
function gatewaysPassingBy(config: IstioConfig, plan: RolloutPlan, found: FoundRule): readonly PlanWarning[] {
  const hosts = new Set([...versionHosts(plan, found), ...parentHosts(found.object)]);
  const others = writtenRules(config).filter(({ object, destinations }) => {
    const { namespace } = object.metadata;
    const isSent = destinations.some(({ host }) => hosts.has(resolveShortname(host, namespace)));
    return isSent && object.source !== found.object.source && audienceOf(object).gateways.length > 0;
  });
  return [...new Set(others.map(({ object }) => object))].map((object) => {
    const { kind, metadata, source } = object;
    const gateways = audienceOf(object).gateways.join(', ');
    return warning(
      `Requests by way of ${gateways} are sent on by ${kind} ${metadata.namespace}/${metadata.name}; the steps of this plan do not move them.`,
      source,
    );
  });
}

function audienceOf({ kind, spec, source }: FoundRule['object']): Audience {
  const { gateways, parentRefs = [] } = spec as {
    readonly gateways?: readonly string[];
    readonly parentRefs?: readonly ParentReference[];
  };
  if (kind === 'VirtualService') {
    const named = gateways?.length ? gateways : ['mesh'];
    return {
      mesh: named.includes('mesh'),
      gateways: named.filter((name) => name !== 'mesh'),
      source: sourceInside(source, 'spec', 'gateways'),
    };
  }
  return {
    mesh: parentRefs.some(isMeshParent),
    gateways: parentRefs.filter((parent) => parentKind(parent) === 'Gateway').map(({ name }) => name),
    source: sourceInside(source, 'spec', 'parentRefs'),
  };
}

/** Services that a route of the Gateway API stands in for. */
function parentHosts({ spec, metadata }: FoundRule['object']): readonly string[] {
  const { parentRefs = [] } = spec as { readonly parentRefs?: readonly ParentReference[] };
  return parentRefs
    .filter((parent) => parentKind(parent) === 'Service')
    .map(({ name, namespace }) => serviceHost(name, namespace ?? metadata.namespace));
}

function warning(message: string, source: Source): PlanWarning {
  return { type: 'passesBy', message, source };
}
