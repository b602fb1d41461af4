import { ChevronDown, ClipboardPaste, Download, Ellipsis, Palette, TramFront } from 'lucide-react';
import { ActionButton } from '../ui/action-button.tsx';
import type { Action } from '../ui/action.ts';
import controls from '../ui/controls.module.css';
import { ActionItem, Menu, MenuHeading, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { useWorkspace } from '../ui/use-workspace.tsx';
import styles from './app.module.css';
import type { Session } from './session.ts';
import { recentWorkspaces } from './storage.ts';

/** Name of the workspace and the actions that are always at hand. */
export function TopBar({ session, actions }: { session: Session; actions: readonly Action[] }) {
  const title = useWorkspace((state) => state.title);
  const view = useWorkspace((state) => state.view);
  const find = (id: string) => actions.find((action) => action.id === id);
  const some = (...ids: string[]) => ids.flatMap((id) => find(id) ?? []);
  const paste = find('file.paste');
  return (
    <header className={styles.top}>
      <h1 className={styles.brand}>
        <TramFront size={18} aria-hidden /> <span className={styles.wide}>Signalbox</span>
      </h1>
      <Menu
        label="Workspaces"
        trigger={
          <button type="button" className={controls.button}>
            <span className={styles.title}>{title}</span> <ChevronDown size={13} aria-hidden />
          </button>
        }
      >
        {some('file.open', 'file.openFolder', 'file.save', 'file.history', 'file.examples').map((action) => (
          <ActionItem key={action.id} action={action} />
        ))}
        <RecentItems session={session} />
      </Menu>
      <span className={styles.grow} />
      {paste && (
        <button
          type="button"
          className={controls.button}
          data-tone="main"
          aria-label="Paste YAML"
          onClick={() => paste.run?.()}
        >
          <ClipboardPaste size={14} aria-hidden /> Paste<span className={styles.wide}> YAML</span>
        </button>
      )}
      <span className={styles.wide}>
        {some('file.open', 'file.examples', 'edit.undo', 'edit.redo').map((action) => (
          <ActionButton key={action.id} action={action} />
        ))}
      </span>
      <Menu
        label="Take away"
        trigger={
          <button type="button" className={controls.button} aria-label="Take away">
            <Download size={14} aria-hidden /> <span className={styles.wide}>Take away</span>
          </button>
        }
      >
        {some('file.copy', 'file.copyDocument', 'file.copyChanged', 'file.copyScript', 'file.copySummary').map(
          (action) => (
            <ActionItem key={action.id} action={action} />
          ),
        )}
        <MenuSeparator />
        {some(
          'file.save',
          'file.download',
          'file.downloadDocument',
          'file.downloadChanged',
          'file.downloadWorkspace',
          'file.downloadZip',
          'file.downloadApply',
        ).map((action) => (
          <ActionItem key={action.id} action={action} />
        ))}
        <MenuSeparator />
        {some('file.pictureSvg', 'file.picturePng').map((action) => (
          <ActionItem key={action.id} action={action} />
        ))}
        <MenuSeparator />
        {some('file.share').map((action) => (
          <ActionItem key={action.id} action={action} />
        ))}
      </Menu>
      <span>
        {some('view.both', 'view.canvas', 'view.text').map((action) => (
          <span key={action.id} className={action.id === 'view.both' ? styles.wide : undefined}>
            <ActionButton action={action} pressed={action.id === `view.${view}`} />
          </span>
        ))}
      </span>
      <span className={styles.wide}>
        {some('view.inspector').map((action) => (
          <ActionButton key={action.id} action={action} />
        ))}
        <Menu
          label="Theme"
          trigger={
            <button type="button" className={controls.iconButton} aria-label="Theme" title="Theme">
              <Palette size={15} aria-hidden />
            </button>
          }
        >
          {some('view.light', 'view.dark', 'view.system').map((action) => (
            <ActionItem key={action.id} action={action} />
          ))}
        </Menu>
        {some('help.palette', 'help.keys').map((action) => (
          <ActionButton key={action.id} action={action} />
        ))}
      </span>
      <Menu
        label="More"
        trigger={
          <button type="button" className={controls.iconButton} aria-label="More" title="More">
            <Ellipsis size={15} aria-hidden />
          </button>
        }
      >
        {some('edit.undo', 'edit.redo', 'help.palette', 'help.keys', 'help.notModelled').map((action) => (
          <ActionItem key={action.id} action={action} />
        ))}
        <MenuHeading>Theme</MenuHeading>
        {some('view.light', 'view.dark', 'view.system').map((action) => (
          <ActionItem key={action.id} action={action} />
        ))}
      </Menu>
    </header>
  );
}

function RecentItems({ session }: { session: Session }) {
  const recent = recentWorkspaces();
  if (recent.length === 0) return null;
  return (
    <>
      <MenuHeading>Left behind</MenuHeading>
      {recent.map((workspace) => (
        <MenuItem key={`${workspace.title} ${workspace.text.length}`} onSelect={() => session.openSaved(workspace)}>
          {workspace.title}
          <small>{workspace.text.split('\n').length} lines</small>
        </MenuItem>
      ))}
    </>
  );
}
