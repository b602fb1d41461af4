import type { IstioConfig } from '../istio/config.ts';
import type { ParentReference } from '../istio/gateway-api.ts';
import type { Destination } from '../istio/virtual-service.ts';
import { serviceOf } from './backend-host.ts';
import { fullHostName } from './full-host-name.ts';
import { destinationRulesOf } from './missing-subsets.ts';
import { sendsToBackends } from './rule-kind.ts';
import type { WrittenRule } from './written-rule.ts';

/** What could be the canary of a rule with one destination: another subset of its host, or another Service of the same app. Null where there is none. */
export function secondVersion(config: IstioConfig, rule: WrittenRule): Destination | null {
  const [first] = rule.destinations;
  if (!first) return null;
  return sendsToBackends(rule.kind) ? otherService(config, rule, first) : otherSubset(config, rule, first);
}

function otherSubset(config: IstioConfig, { object }: WrittenRule, { host, subset }: Destination): Destination | null {
  const rules = destinationRulesOf(config, fullHostName(host, object.metadata.namespace));
  const other = rules.flatMap(({ spec }) => spec.subsets ?? []).find(({ name }) => name !== subset);
  return other ? { host, subset: other.name } : null;
}

/**
 * Versions as Services have a label in common and one that tells them apart: `{app: reviews, version: v1}` and `{app: reviews, version: v2}`. A Service for
 * all pods of the app, such as the parent of a route, is none.
 */
function otherService(config: IstioConfig, { object }: WrittenRule, { host, port }: Destination): Destination | null {
  const own = serviceOf(host);
  const stable = config.services.find(
    ({ metadata }) => metadata.name === own?.name && metadata.namespace === own.namespace,
  );
  const { parentRefs = [] } = object.spec as { readonly parentRefs?: readonly ParentReference[] };
  const selector = Object.entries(stable?.spec.selector ?? {});
  const other = config.services.find(({ metadata, spec }) => {
    const theirs = spec.selector ?? {};
    const isAlike = selector.some(([key, value]) => theirs[key] === value);
    const isApart = selector.some(([key, value]) => theirs[key] !== undefined && theirs[key] !== value);
    const hasPort = port === undefined || (spec.ports ?? []).some((one) => one.port === port.number);
    const isParent = parentRefs.some(({ name, kind }) => kind === 'Service' && name === metadata.name);
    return isAlike && isApart && hasPort && !isParent && metadata.namespace === own?.namespace;
  });
  if (!other) return null;
  const found = fullHostName(other.metadata.name, other.metadata.namespace);
  return { host: found, ...(port ? { port } : {}) };
}
