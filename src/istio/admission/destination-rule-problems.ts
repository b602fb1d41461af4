import type { WebhookMetadata } from './webhook-metadata.ts';
import type { DestinationRule, Subset } from '../destination-rule.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { subsetNameProblems } from './destination-problems.ts';
import { wildcardDomainProblem } from './dns-names.ts';
import { exportToProblems } from './export-to-problems.ts';
import { labelProblems } from './label-problems.ts';
import { selectorProblems } from './selector-problems.ts';
import { trafficPolicyProblems } from './traffic-policy-problems.ts';

/** What Istio's webhook says to a DestinationRule (checks.md A.7, val.go:ValidateDestinationRule). */
export function* destinationRuleProblems(
  { host, trafficPolicy, subsets = [], exportTo, workloadSelector }: DestinationRule,
  { namespace }: WebhookMetadata,
): Problems {
  const problem = wildcardDomainProblem(host);
  if (problem) yield refusal('webhook.host', ['spec', 'host'], problem);
  yield* trafficPolicyProblems(trafficPolicy, ['spec', 'trafficPolicy'], namespace);
  const names = subsets.map(({ name }) => name);
  for (const [index, subset] of subsets.entries()) {
    if (names.indexOf(subset.name) < index)
      yield refusal(
        'webhook.subset-name',
        ['spec', 'subsets', index],
        `The subset \`${subset.name}\` stands here twice.`,
      );
    yield* subsetProblems(subset, index, namespace);
  }
  const rules = { namespace, allowsNone: false, ownNamespaceOnly: workloadSelector !== undefined };
  yield* exportToProblems(exportTo, ['spec', 'exportTo'], rules);
  if (workloadSelector) yield* selectorProblems(workloadSelector.matchLabels, ['spec', 'workloadSelector']);
}

/** Remarks inside of subsets get lost on the way (checks.md A.10 Q1). */
function* subsetProblems(subset: Subset, index: number, namespace: string): Problems {
  const path = ['spec', 'subsets', index];
  yield* subsetNameProblems(subset.name, [...path, 'name']);
  yield* labelProblems(subset.labels, [...path, 'labels']);
  for (const found of trafficPolicyProblems(subset.trafficPolicy, [...path, 'trafficPolicy'], namespace))
    if (found.severity === 'error') yield found;
}
