import { completionsAt } from '../istio/completions.ts';
import { fieldDoc } from '../istio/field-docs.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { documentAt } from '../yaml/locate.ts';
import { parseStream } from '../yaml/stream.ts';
import { monaco } from './load-monaco.ts';
import type { MonacoDocument } from './monaco-document.ts';

/** Fields, their values and the workspace's own names, offered at the cursor. */
export function registerCompletion(workspace: Workspace, document: () => MonacoDocument): monaco.IDisposable {
  return monaco.languages.registerCompletionItemProvider('yaml', {
    triggerCharacters: [' ', '-', ':'],
    provideCompletionItems(model, position) {
      const { lines } = document();
      const stream = parseStream(lines.text, workspace.store.getState().stream);
      const offset = lines.offsetAt(position);
      const index = documentAt(stream, offset);
      const source = stream.documents[index]?.source ?? '';
      const word = model.getWordUntilPosition(position);
      const range = {
        startLineNumber: position.lineNumber,
        endLineNumber: position.lineNumber,
        startColumn: word.startColumn,
        endColumn: word.endColumn,
      };
      const { config } = workspace.store.getState().decoded;
      const suggestions = completionsAt(source, offset - (stream.offsets[index] ?? 0), config).map((item) => ({
        label: item.label,
        detail: item.detail,
        documentation: item.field ? (fieldDoc(item.field.apiVersion, item.field.kind, item.field.path) ?? '') : '',
        kind:
          item.kind === 'key' ? monaco.languages.CompletionItemKind.Field : monaco.languages.CompletionItemKind.Value,
        insertText: item.insert,
        range,
      }));
      return { suggestions };
    },
  });
}
