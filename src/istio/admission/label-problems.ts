import type { YamlPath } from '../../yaml/yaml-path.ts';
import { refusal, type Problems } from './admission-problem.ts';

const qualifiedName = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const dnsPrefix = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)*$/;

/** Labels whose keys or values Kubernetes could not have (checks.md A.8, pkg/config/labels:Instance.Validate; the length of a value is not limited). */
export function* labelProblems(labels: Readonly<Record<string, string>> | undefined, path: YamlPath): Problems {
  for (const [key, value] of Object.entries(labels ?? {})) {
    const place = [...path, key];
    if (!isLabelKey(key)) yield { ...refusal('webhook.label', place, `\`${key}\` is no label name.`), at: 'key' };
    if (value !== '' && !qualifiedName.test(value))
      yield refusal('webhook.label', place, `\`${value}\` is no value of a label.`);
  }
}

function isLabelKey(key: string): boolean {
  const slash = key.lastIndexOf('/');
  const name = key.slice(slash + 1);
  const prefix = slash < 0 ? null : key.slice(0, slash);
  if (name.length > 63 || !qualifiedName.test(name)) return false;
  return prefix === null || (prefix.length <= 253 && dnsPrefix.test(prefix));
}
