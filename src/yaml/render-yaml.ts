import { stringify } from 'yaml';

/** A value as block YAML, for showing things that are in no text of the user's. Key order is the value's own. */
export function renderYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}
