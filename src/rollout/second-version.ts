import type { IstioConfig } from '../istio/config.ts';
import { destinationRulesOf } from '../istio/destination-rules-of.ts';
import { parentKind } from '../istio/gateway-api-reference.ts';
import { resolveShortname } from '../istio/host.ts';
import { serviceHost } from '../istio/service-host.ts';
import { hasLabels } from '../istio/labels.ts';
import type { ParentReference } from '../istio/gateway-api.ts';
import type { Destination } from '../istio/virtual-service.ts';
import { declaredService } from './declared-service.ts';
import { sendsToBackends } from './rule-kind.ts';
import type { WrittenRule } from './written-rule.ts';

/** A version to bring in; `labels`: those of its pods, where the DestinationRule has no subset for them yet. */
export type SecondVersion = { readonly destination: Destination; readonly labels: Labels | null };
type Labels = Readonly<Record<string, string>>;

/**
 * What could be the canary of a rule with one destination: another subset of its host, pods that a subset could be made for, or another Service of the same
 * app. Null where there is none.
 */
export function secondVersion(config: IstioConfig, rule: WrittenRule): SecondVersion | null {
  const [first] = rule.destinations;
  if (!first) return null;
  return sendsToBackends(rule.kind) ? otherService(config, rule, first) : otherSubset(config, rule, first);
}

function otherSubset(
  config: IstioConfig,
  { object }: WrittenRule,
  { host, subset }: Destination,
): SecondVersion | null {
  const full = resolveShortname(host, object.metadata.namespace);
  const subsets = destinationRulesOf(config, full).flatMap(({ spec }) => spec.subsets ?? []);
  const other = subsets.find(({ name }) => name !== subset);
  if (other) return { destination: { host, subset: other.name }, labels: null };
  const own = subsets.find(({ name }) => name === subset)?.labels ?? {};
  const labels = otherPods(config, full, own);
  const [name] = Object.values(labels ?? {});
  return labels && name !== undefined ? { destination: { host, subset: name }, labels } : null;
}

/** The label by which pods of the same Service differ from those of a subset. */
function otherPods(config: IstioConfig, host: string, own: Labels): Labels | null {
  const service = declaredService(config, host);
  const { selector } = service?.spec ?? {};
  if (!service || !selector) return null;
  const pods = [
    ...config.workloads.map(({ metadata, spec }) => ({ metadata, labels: spec.template?.metadata?.labels ?? {} })),
    ...config.pods.map(({ metadata }) => ({ metadata, labels: metadata.labels })),
  ].filter(({ metadata, labels }) => metadata.namespace === service.metadata.namespace && hasLabels(labels, selector));
  for (const { labels } of pods) {
    const key = Object.keys(own).find((name) => labels[name] !== undefined && labels[name] !== own[name]);
    if (key !== undefined) return { [key]: labels[key] ?? '' };
  }
  return null;
}

/**
 * Versions as Services have a label in common and one that tells them apart: `{app: reviews, version: v1}` and `{app: reviews, version: v2}`, or names of
 * one app: `reviews-v1` and `reviews-v2`. A Service for
 * all pods of the app, such as the parent of a route, is none.
 */
function otherService(config: IstioConfig, { object }: WrittenRule, { host, port }: Destination): SecondVersion | null {
  const stable = declaredService(config, host);
  if (!stable) return null;
  const { parentRefs = [] } = object.spec as { readonly parentRefs?: readonly ParentReference[] };
  const selector = Object.entries(stable.spec.selector ?? {});
  const other = config.services.find(({ metadata, spec }) => {
    const theirs = spec.selector ?? {};
    const isAlike = selector.some(([key, value]) => theirs[key] === value);
    const isApart = selector.some(([key, value]) => theirs[key] !== undefined && theirs[key] !== value);
    const hasPort = port === undefined || (spec.ports ?? []).some((one) => one.port === port.number);
    const isParent = parentRefs.some((parent) => parentKind(parent) === 'Service' && parent.name === metadata.name);
    const isSibling = (isAlike && isApart) || (isApart && appOf(metadata.name) === appOf(stable.metadata.name));
    return isSibling && hasPort && !isParent && metadata.namespace === stable.metadata.namespace;
  });
  if (!other) return null;
  const found = serviceHost(other.metadata.name, other.metadata.namespace);
  return { destination: { host: found, ...(port ? { port } : {}) }, labels: null };
}

/** `reviews-v2` and `reviews-canary` are both of `reviews`. */
function appOf(name: string): string {
  return name.replace(/-(?:v?\d+|stable|primary|canary|next|new|old|blue|green)$/, '');
}
