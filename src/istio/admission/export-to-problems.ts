import type { YamlPath } from '../../yaml/yaml-path.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { isDnsLabel } from './dns-names.ts';

/** What an object's `exportTo` may say besides namespaces, `.` and `*`. */
export type ExportToRules = {
  /** The object's own, which `.` stands for. */
  readonly namespace: string;
  /** `~` (nobody), which ServiceEntries know. */
  readonly allowsNone: boolean;
  /** With a workload selector only the object's own namespace. */
  readonly ownNamespaceOnly: boolean;
};

const words: ReadonlySet<string> = new Set(['.', '*', '~']);

/** What Istio refuses in a list `exportTo` (checks.md A.8, val.go:validateExportTo). */
export function* exportToProblems(
  exportTo: readonly string[] | undefined,
  path: YamlPath,
  { namespace, allowsNone, ownNamespaceOnly }: ExportToRules,
): Problems {
  const refuse = (place: YamlPath, message: string) => refusal('webhook.export-to', place, message);
  const seen = new Set<string>();
  for (const [index, entry] of (exportTo ?? []).entries()) {
    const place = [...path, index];
    const target = entry === '.' ? namespace : entry;
    if (entry === '~' && !allowsNone) yield refuse(place, '`~` (nobody) can stand in a ServiceEntry only.');
    else if (!words.has(entry) && !isDnsLabel(entry))
      yield refuse(place, `\`${entry}\` is neither \`.\`, \`*\` nor the name of a namespace.`);
    if (seen.has(target)) yield refuse(place, `\`${entry}\` stands here twice.`);
    if (ownNamespaceOnly && target !== namespace)
      yield refuse(place, 'With a `workloadSelector` an object can be exported to its own namespace only.');
    seen.add(target);
  }
  if (seen.size > 1 && seen.has('*')) yield refuse(path, '`*` (everybody) stands alone.');
  if (seen.size > 1 && seen.has('~')) yield refuse(path, '`~` (nobody) stands alone.');
}
