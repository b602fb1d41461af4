import type { WorkspaceState } from '../workspace/workspace.ts';
import type { NodeRange } from '../yaml/locate-node.ts';
import { nearestRange } from '../yaml/locate.ts';
import type { Range } from '../yaml/text-edit.ts';
import type { LineIndex } from './line-index.ts';
import { monaco } from './load-monaco.ts';
import { rangeOf } from './monaco-document.ts';

const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
} as const;

/** The findings as markers in the text; those of a text that has changed since wait for their own. */
export function markersOf({ findings, stream }: WorkspaceState, lines: LineIndex): monaco.editor.IMarkerData[] {
  if (lines.text !== stream.text) return [];
  return findings.flatMap((finding) => {
    const document = stream.documents[finding.source.document];
    const start = stream.offsets[finding.source.document];
    if (!document || start === undefined) return [];
    const range = finding.range ?? nodeRange(finding.at, nearestRange(document, finding.source.path));
    return [
      {
        ...rangeOf(lines, start + range.start, Math.max(1, range.end - range.start)),
        severity: severities[finding.severity],
        message: finding.message.replaceAll('`', ''),
        code: finding.code,
        source: 'Signalbox',
      },
    ];
  });
}

/** A collection is underlined at its key or its first line: a wall of squiggles says less. */
function nodeRange(at: 'key' | 'value' | 'document', node: NodeRange): Range {
  if (at === 'key' && node.key) return node.key;
  return node.value.end - node.value.start > 200
    ? (node.key ?? { start: node.value.start, end: node.value.start + 1 })
    : node.value;
}
