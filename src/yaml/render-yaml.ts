import { nodesOf } from './document-nodes.ts';
import { documentStyle } from './document-style.ts';
import { blockLines, plainStyle } from './fragment.ts';
import type { YamlDocument } from './stream.ts';

/** A value as block YAML with LF, for showing things that are in no text of the user's; indented as the document `like` is. Key order is the value's own. */
export function renderYaml(value: unknown, like?: YamlDocument): string {
  const style = like ? documentStyle(like.source, nodesOf(like), []) : plainStyle;
  return `${blockLines(value, style).join('\n')}\n`;
}
