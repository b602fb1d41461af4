import type { Workspace } from '../workspace/workspace.ts';

/** Takes tests of another tool in, as a RoutingTest document behind the text. The asking caller is their caller. */
export async function takeTests(workspace: Workspace, text: string, title: string): Promise<void> {
  const { importedTests } = await import('../workspace/exchange-tests.ts');
  const { ask, decoded } = workspace.store.getState();
  const imported = importedTests(text, title, ask.caller, decoded.config);
  if (!imported) {
    workspace.notify(
      'The tests cannot be read: neither istio-config-validator nor router_check writes them so.',
      'refusal',
    );
    return;
  }
  if (imported.text !== null) workspace.append(imported.text);
  workspace.setPanel('tests');
  const { count, problems } = imported;
  const [first] = problems;
  const came = `${count} ${count === 1 ? 'test' : 'tests'} came in; their caller is the one in the request bar.`;
  const left =
    first === undefined ? '' : ` Left out: ${first}${problems.length > 1 ? ` And ${problems.length - 1} more.` : ''}`;
  workspace.notify(came + left, first === undefined ? 'info' : 'refusal');
}
