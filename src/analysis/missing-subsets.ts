import { newDestinationRule } from '../edits/new-objects.ts';
import { destinationRulesOf } from '../istio/destination-rules-of.ts';
import { sourceInside } from '../istio/source.ts';
import type { DestinationRuleObject } from '../pilot/consolidated-destination-rule.ts';
import { destinationRuleFor } from '../pilot/destination-rules.ts';
import { resolveShortname } from '../istio/host.ts';
import type { PushContext } from '../pilot/push-context.ts';
import type { NamedDestination } from './destinations.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';
import { servicesOf } from './service-lookup.ts';

/** A subset that no DestinationRule of the host has, or that has it where the rule's own namespace does not look (istio-semantics R8.1, R8.2). */
export function missingSubset(named: NamedDestination, namespace: string, push: PushContext): Finding | null {
  const { destination, source } = named;
  const { subset } = destination;
  if (!subset) return null;
  const host = resolveShortname(destination.host, namespace);
  const [service] = servicesOf(push, host);
  const place = sourceInside(source, 'subset');
  const rules = destinationRulesOf(push.config, host);
  const declaring = rules.find(({ spec }) => spec.subsets?.some(({ name }) => name === subset));
  if (!declaring) {
    const message = `No DestinationRule for \`${host}\` has a subset \`${subset}\`. The proxy answers 503 (flag \`NC\`).`;
    const fixes = [newSubset(host, subset, rules[0])];
    return makeFinding({ code: 'reference.subset', severity: 'error', message, source: place, fixes });
  }
  if (!service || declaring.spec.workloadSelector) return null;
  const used = destinationRuleFor(push, { type: 'sidecar', namespace, labels: {} }, { ...service, hostname: host });
  if (used?.subsets.some(({ value }) => value.name === subset)) return null;
  const { metadata } = declaring;
  const owner = `DestinationRule \`${metadata.namespace}/${metadata.name}\``;
  const reason = used ? 'another one is used instead' : 'it is not exported there';
  return makeFinding({
    code: 'reference.subset-elsewhere',
    severity: 'warning',
    message: `Callers in \`${namespace}\` do not see the subset \`${subset}\` of ${owner}: ${reason}.`,
    source: place,
    related: [
      { source: declaring.source, message: `${owner} has the subset` },
      ...(used?.from.map((rule) => ({ source: rule.source, message: 'This one is used' })) ?? []),
    ],
  });
}

function newSubset(host: string, subset: string, rule: DestinationRuleObject | undefined): Finding['fixes'][number] {
  const fresh = { name: subset, labels: { version: subset } };
  if (rule)
    return { label: `Add the subset ${subset}`, edit: { type: 'addSubset', destinationRule: rule.source, ...fresh } };
  const value = newDestinationRule(host, [fresh]);
  return { label: 'Create a DestinationRule', edit: { type: 'addDocument', value } };
}
