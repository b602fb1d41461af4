import { ClipboardCopy } from 'lucide-react';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import { exportedTests, type TestFormat } from '../workspace/exchange-tests.ts';
import panel from './panel.module.css';

/** Tests for other tools, on the clipboard. What a format cannot say is told. */
export function ExportTests() {
  const workspace = useWorkspaceApi();
  const copy = async (format: TestFormat) => {
    const { text, lost } = exportedTests(workspace.store.getState(), format);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      workspace.notify('The browser keeps the clipboard to itself here.', 'refusal');
      return;
    }
    const [first] = lost;
    const left =
      first === undefined
        ? ''
        : ` What ${format} cannot say: ${first}${lost.length > 1 ? ` And ${lost.length - 1} more.` : ''}`;
    workspace.notify(`The tests are on the clipboard.${left}`, 'info');
  };
  return (
    <Menu
      label="Copy the tests for another tool"
      trigger={
        <button type="button" className={panel.button}>
          <ClipboardCopy size={13} aria-hidden /> Copy for…
        </button>
      }
    >
      <MenuItem onSelect={() => void copy('istio-config-validator')}>istio-config-validator</MenuItem>
      <MenuItem onSelect={() => void copy('router-check')}>Envoy’s router_check_tool</MenuItem>
    </Menu>
  );
}
