import { refuse, type Refused } from './refused.ts';
import type { YamlDocument } from './stream.ts';

/** Why nothing of a document can be edited: its text is no YAML. Null where it is. */
export function unreadable({ problems }: YamlDocument): Refused | null {
  if (problems.every(({ severity }) => severity !== 'error')) return null;
  return refuse('syntax-error', 'This document cannot be read as YAML; mend it first.');
}
