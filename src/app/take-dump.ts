import type { Workspace } from '../workspace/workspace.ts';

/** Takes a `config_dump` of Envoy in: it is asked from now on, and the Envoy tab shows it. The text stays as it is. */
export async function takeDump(workspace: Workspace, text: string, title: string): Promise<void> {
  const { loadDump } = await import('../workspace/loaded-dump.ts');
  const loaded = loadDump(text, title);
  if (typeof loaded === 'string') {
    workspace.notify(loaded, 'refusal');
    return;
  }
  workspace.loadDump(loaded);
  workspace.setPanel('envoy');
  workspace.notify(
    'The Envoy dump is asked now, in place of what the text makes, until the page is left. The Envoy tab switches back.',
    'info',
  );
}
