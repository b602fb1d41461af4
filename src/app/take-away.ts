import type { Workspace, WorkspaceState } from '../workspace/workspace.ts';
import { copyText, download, fileName } from './download.ts';

/** A part of the workspace that can be taken away. */
export type Portion = 'manifests' | 'document' | 'changed' | 'workspace' | 'script' | 'summary';

const names: Readonly<Record<Portion, { said: string; file: string; ending: string }>> = {
  manifests: { said: 'All manifests', file: '', ending: 'yaml' },
  document: { said: 'The document', file: ' document', ending: 'yaml' },
  changed: { said: 'The changed documents', file: ' changed', ending: 'yaml' },
  workspace: { said: 'The workspace', file: ' workspace', ending: 'yaml' },
  script: { said: 'The script', file: ' apply', ending: 'sh' },
  summary: { said: 'The summary', file: ' summary', ending: 'md' },
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
  const { said, file, ending } = names[portion];
  if (way === 'download') download(fileName(state.title + file, ending), text);
  else if (await copyText(text)) workspace.notify(`${said} copied.`, 'info');
  else workspace.notify('The browser did not allow copying; use Download.', 'refusal');
}

/** Downloads every manifest as a file of its own, numbered in the order to apply them in, with the script that does it. */
export async function downloadApplyZip(workspace: Workspace): Promise<void> {
  const { original, title } = workspace.store.getState();
  const { stream, decoded } = workspace.store.getState().written;
  const { applyPlan } = await import('../workspace/apply-order.ts');
  const plan = applyPlan(stream, decoded, original);
  if (plan.steps.length === 0) {
    workspace.notify('There is no manifest to apply.', 'info');
    return;
  }
  const { applyFilesScript } = await import('../workspace/apply-script.ts');
  const { zipFiles } = await import('./zip-files.ts');
  const manifests = plan.steps.map(({ file, text }) => ({ path: `manifests/${file}`, text }));
  const script = { path: 'apply.sh', text: applyFilesScript(plan), executable: 'yes' as const };
  download(fileName(`${title} apply`, 'zip'), zipFiles([script, ...manifests]), 'application/zip');
}

async function textOf(state: WorkspaceState, portion: Portion): Promise<string> {
  const { original, selection, text } = state;
  const { stream, decoded } = state.written;
  switch (portion) {
    case 'script': {
      const { applyPlan } = await import('../workspace/apply-order.ts');
      const { applyScript } = await import('../workspace/apply-script.ts');
      const plan = applyPlan(stream, decoded, original);
      return plan.steps.length === 0 ? '' : applyScript(plan);
    }
    case 'summary':
      return (await import('../workspace/routing-summary.ts')).routingSummary({ ...state, ...state.written });
    case 'manifests':
      return (await exports()).manifestsText(stream, decoded);
    case 'changed':
      return (await exports()).changedManifestsText(stream, decoded, original);
    case 'document': {
      const index = Math.max(
        0,
        state.stream.offsets.findLastIndex((offset) => offset <= selection),
      );
      return (await exports()).documentsText(stream, (candidate) => candidate === index);
    }
    case 'workspace':
      return text;
  }
}

const exports = () => import('../workspace/export-text.ts');
