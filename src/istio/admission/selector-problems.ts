import type { YamlPath } from '../../yaml/yaml-path.ts';
import { refusal, remark, type Problems } from './admission-problem.ts';

/**
 * A selector of workloads: no empty names and no `*` in its labels, and a remark on one without labels, which selects every workload of the namespace
 * (checks.md D-41, S-01, C-01, val.go:validateWorkloadSelector).
 */
export function* selectorProblems(labels: Readonly<Record<string, string>> | undefined, path: YamlPath): Problems {
  const entries = Object.entries(labels ?? {});
  if (entries.length === 0)
    yield remark('webhook.selector', path, 'A selector without labels selects every workload of the namespace.');
  for (const [key, value] of entries) {
    if (key === '') yield refusal('webhook.selector', path, 'A label needs a name.');
    if (key.includes('*') || value.includes('*'))
      yield refusal('webhook.selector', path, 'A selector cannot hold `*`.');
  }
}
