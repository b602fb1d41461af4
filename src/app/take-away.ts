import type { Workspace, WorkspaceState } from '../workspace/workspace.ts';
import { copyText, download, fileName } from './download.ts';

/** A part of the workspace that can be taken away. */
export type Portion = 'manifests' | 'document' | 'changed' | 'workspace';

const names: Readonly<Record<Portion, { said: string; file: string }>> = {
  manifests: { said: 'All manifests', file: '' },
  document: { said: 'The document', file: ' document' },
  changed: { said: 'The changed documents', file: ' changed' },
  workspace: { said: 'The workspace', file: ' workspace' },
};

/** Copies or downloads a part of the workspace, byte for byte as it stands. Says so, or why not. */
export async function takeAway(workspace: Workspace, portion: Portion, way: 'copy' | 'download'): Promise<void> {
  const state = workspace.store.getState();
  const text = await textOf(state, portion);
  if (text.trim() === '') {
    const nothing =
      portion === 'changed' ? 'Nothing has changed since this workspace was opened.' : 'There is nothing to take away.';
    workspace.notify(nothing, 'info');
    return;
  }
  const { said, file } = names[portion];
  if (way === 'download') download(fileName(state.title + file, 'yaml'), text);
  else if (await copyText(text)) workspace.notify(`${said} copied.`, 'info');
  else workspace.notify('The browser did not allow copying; use Download.', 'refusal');
}

async function textOf(
  { stream, decoded, original, selection, text }: WorkspaceState,
  portion: Portion,
): Promise<string> {
  const { changedManifestsText, documentsText, manifestsText } = await import('../workspace/export-text.ts');
  switch (portion) {
    case 'manifests':
      return manifestsText(stream, decoded);
    case 'changed':
      return changedManifestsText(stream, decoded, original);
    case 'document': {
      const index = Math.max(
        0,
        stream.offsets.findLastIndex((offset) => offset <= selection),
      );
      return documentsText(stream, (candidate) => candidate === index);
    }
    case 'workspace':
      return text;
  }
}
