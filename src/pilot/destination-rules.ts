import { hasLabels } from '../istio/labels.ts';
import type { IstioConfig } from '../istio/config.ts';
import { byAge } from './config-age.ts';
import {
  addDestinationRule,
  consolidatedOf,
  type ConsolidatedDestinationRule,
  type DestinationRuleObject,
} from './consolidated-destination-rule.ts';
import { mostSpecificHostMatch } from '../istio/host.ts';
import { memoByParts } from './memo-by-parts.ts';
import type { MeshSettings } from './mesh-defaults.ts';
import type { Proxy } from './proxy.ts';
import type { MeshService } from './service.ts';

/** Consolidated rules by host. */
type RulesByHost = Map<string, readonly ConsolidatedDestinationRule[]>;

/** The DestinationRules of the mesh by namespace: those that the namespace itself sees, those for others, and those that the root namespace keeps to itself. */
type DestinationRuleIndex = {
  readonly local: ReadonlyMap<string, RulesByHost>;
  readonly exported: ReadonlyMap<string, RulesByHost>;
  readonly rootPrivate: RulesByHost;
};

/** What the choice of a DestinationRule rests on; a push context has it. */
export type DestinationRuleContext = {
  readonly config: Pick<IstioConfig, 'destinationRules'>;
  readonly mesh: MeshSettings;
};

/**
 * The one DestinationRule that shapes a service's clusters for a proxy, or null. The proxy's own namespace comes first, then the service's, then the root
 * namespace; the first that has a rule for the host is used alone (istio-semantics R8.1, R8.2; push_context.go:destinationRule). Of its rules the first whose
 * workload selector fits counts, else the last without one (R8.3; sidecar.go:DestinationRule).
 */
export function destinationRuleFor(
  push: DestinationRuleContext,
  proxy: Proxy,
  service: Pick<MeshService, 'hostname' | 'namespace'>,
): ConsolidatedDestinationRule | null {
  const rules = candidateRules(push, proxy.namespace, service);
  const selected = rules.find(
    ({ namespace, selector }) => selector && namespace === proxy.namespace && hasLabels(proxy.labels, selector),
  );
  return selected ?? rules.findLast(({ selector }) => selector === null) ?? null;
}

function candidateRules(
  { config: { destinationRules }, mesh }: DestinationRuleContext,
  clientNamespace: string,
  { hostname, namespace }: Pick<MeshService, 'hostname' | 'namespace'>,
): readonly ConsolidatedDestinationRule[] {
  const index = indexOf({ destinationRules, mesh });
  const { rootNamespace } = mesh;
  const isRoot = clientNamespace === rootNamespace;
  const own = rulesForHost(isRoot ? index.rootPrivate : index.local.get(clientNamespace), hostname);
  if (own.length > 0) return own;
  const exportedBy = (owner: string) =>
    rulesForHost(index.exported.get(owner), hostname).filter(({ exportTo }) => isExported(exportTo, clientNamespace));
  const owned = exportedBy(namespace);
  return owned.length > 0 ? owned : exportedBy(rootNamespace);
}

/** The rules of the most specific host; what they are exported to is asked only afterwards. */
function rulesForHost(rules: RulesByHost | undefined, hostname: string): readonly ConsolidatedDestinationRule[] {
  if (!rules) return [];
  const host = rules.has(hostname) ? hostname : mostSpecificHostMatch(hostname, rules.keys());
  return (host && rules.get(host)) || [];
}

function isExported(exportTo: ReadonlySet<string>, namespace: string): boolean {
  return exportTo.size === 0 || exportTo.has('*') || exportTo.has(namespace);
}

/** Made once for all that asks, and kept while the DestinationRules stay. */
const indexOf = memoByParts({ destinationRules: 'object', mesh: 'object' }, buildIndex);

/** pilot/pkg/model/push_context.go:setDestinationRules. */
function buildIndex({
  destinationRules,
  mesh,
}: DestinationRuleContext['config'] & Pick<DestinationRuleContext, 'mesh'>): DestinationRuleIndex {
  const local = new Map<string, RulesByHost>();
  const exported = new Map<string, RulesByHost>();
  const rootPrivate: RulesByHost = new Map();
  for (const rule of destinationRules.toSorted(bySelectorAndAge).map(consolidatedOf)) {
    const { exportTo, namespace } = rule;
    const isOwn = exportTo.size === 0 || ['*', '.', namespace].some((target) => exportTo.has(target));
    if (isOwn) add(rulesIn(local, namespace), rule);
    if (!isPrivate(rule, mesh.defaultDestinationRuleExportTo)) add(rulesIn(exported, namespace), rule);
    else if (namespace === mesh.rootNamespace) add(rootPrivate, rule);
  }
  return { local, exported, rootPrivate };
}

/** Rules with a workload selector first, then by age (istio-semantics R8.6). */
function bySelectorAndAge(a: DestinationRuleObject, b: DestinationRuleObject): number {
  return Number(!a.spec.workloadSelector) - Number(!b.spec.workloadSelector) || byAge(a, b);
}

function isPrivate({ exportTo, namespace }: ConsolidatedDestinationRule, byDefault: readonly string[]): boolean {
  if (exportTo.size === 0) return byDefault.includes('.');
  return exportTo.size === 1 && (exportTo.has('.') || exportTo.has(namespace));
}

function rulesIn(namespaces: Map<string, RulesByHost>, namespace: string): RulesByHost {
  let rules = namespaces.get(namespace);
  if (!rules) namespaces.set(namespace, (rules = new Map()));
  return rules;
}

function add(rules: RulesByHost, rule: ConsolidatedDestinationRule): void {
  rules.set(rule.host, addDestinationRule(rules.get(rule.host) ?? [], rule));
}
