import { blockLines, plainStyle } from './fragment.ts';

/** A value as block YAML, for showing things that are in no text of the user's. Key order is the value's own. */
export function renderYaml(value: unknown): string {
  return `${blockLines(value, plainStyle).join('\n')}\n`;
}
