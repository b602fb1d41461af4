import { ClipboardCopy } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import { exportedTests, type TestFormat } from '../workspace/exchange-tests.ts';
import panel from './panel.module.css';
import { LostList } from './lost-list.tsx';

/** Tests for other tools, on the clipboard. What a format cannot say is listed. */
export function ExportTests() {
  const workspace = useWorkspaceApi();
  const [left, setLeft] = useState<{ readonly format: TestFormat; readonly lost: readonly string[] } | null>(null);
  const copy = async (format: TestFormat) => {
    const { text, lost } = exportedTests(workspace.store.getState(), format);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      workspace.notify('The browser keeps the clipboard to itself here.', 'refusal');
      return;
    }
    workspace.notify('The tests are on the clipboard.', 'info');
    if (lost.length > 0) setLeft({ format, lost });
  };
  return (
    <>
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
      {left && (
        <Dialog title={`The tests for ${left.format} are on the clipboard`} isOpen onClose={() => setLeft(null)}>
          <LostList lost={left.lost} title="What cannot be said there, and is left out" />
        </Dialog>
      )}
    </>
  );
}
