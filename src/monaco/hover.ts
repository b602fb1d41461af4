import { typeWords } from '../istio/completions.ts';
import { fieldDoc } from '../istio/field-docs.ts';
import { schemaAt } from '../istio/schema-at.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { documentAt, pathAt, rangeOf as rangeOfNode } from '../yaml/locate.ts';
import { monaco } from './load-monaco.ts';
import { rangeOf, type MonacoDocument } from './monaco-document.ts';

/** What a field means and takes, at its key. */
export function registerHover(workspace: Workspace, document: () => MonacoDocument): monaco.IDisposable {
  return monaco.languages.registerHoverProvider('yaml', {
    provideHover(_, position) {
      const { stream } = workspace.store.getState();
      const { lines } = document();
      if (lines.text !== stream.text) return null;
      const offset = lines.offsetAt(position);
      const index = documentAt(stream, offset);
      const yaml = stream.documents[index];
      const start = stream.offsets[index];
      if (!yaml || start === undefined) return null;
      const path = pathAt(yaml, offset - start);
      const node = rangeOfNode(yaml, path);
      const field = schemaAt(yaml.value, path);
      if (!node?.key || !field || offset - start > node.key.end) return null;
      const name = [field.kind, ...field.path.filter((step) => typeof step === 'string')].join('.');
      return {
        range: rangeOf(lines, start + node.key.start, node.key.end - node.key.start),
        contents: [`**${name}**`, fieldDoc(field.apiVersion, field.kind, field.path), typeWords(field.schema)].flatMap(
          (value) => (value ? { value } : []),
        ),
      };
    },
  });
}
