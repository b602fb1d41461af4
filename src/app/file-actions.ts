import {
  BookOpen,
  ClipboardPaste,
  Copy,
  Download,
  FileArchive,
  FileDiff,
  FileText,
  FolderOpen,
  FolderTree,
  History,
  Image,
  Link,
  ListOrdered,
  Save,
  ScrollText,
} from 'lucide-react';
import type { Action } from '../ui/action.ts';
import { chooseFiles, chooseFolder, type ChosenFile } from './file-access.ts';
import type { Session } from './session.ts';
import type { Portion } from './take-away.ts';

/** Every way in and out: paste, open, save, take away, share, go back. What only one of them needs is loaded when it is asked for. */
export function fileActions(
  session: Session,
  screen: { readonly openExamples: () => void; readonly openHistory: () => void },
): Action[] {
  const { workspace } = session;
  const failed = () =>
    workspace.notify('That did not work: the browser stopped it, or a part of the page is missing.', 'refusal');
  const doing = (task: () => Promise<unknown>) => () => void task().catch(failed);
  const open = (choose: () => Promise<ChosenFile[]>) => doing(async () => session.takeFiles(await choose()));
  const take = (portion: Portion, way: 'copy' | 'download') =>
    doing(async () => (await import('./take-away.ts')).takeAway(workspace, portion, way));
  const picture = (format: 'svg' | 'png') =>
    doing(async () => (await import('./picture.ts')).savePicture(session, format));

  return [
    entry(
      'file.paste',
      'Paste YAML',
      ClipboardPaste,
      doing(() => pasteFromClipboard(session)),
      { keys: ['Mod+V'] },
    ),
    entry('file.open', 'Open files…', FolderOpen, open(chooseFiles), { keys: ['Mod+O'], inFields: 'yes' }),
    entry('file.openFolder', 'Open a folder…', FolderTree, open(chooseFolder), {
      keys: ['Mod+Shift+O'],
      inFields: 'yes',
    }),
    entry('file.examples', 'Examples…', BookOpen, screen.openExamples),
    entry(
      'file.save',
      'Save to the files',
      Save,
      doing(async () => (await import('./save-files.ts')).saveFiles(session)),
      { keys: ['Mod+S'], inFields: 'yes' },
    ),
    entry('file.history', 'Snapshots and timeline…', History, screen.openHistory, { keys: ['Alt+H'], inFields: 'yes' }),
    entry('file.copy', 'Copy all manifests', Copy, take('manifests', 'copy')),
    entry('file.copyDocument', 'Copy this document', FileText, take('document', 'copy')),
    entry('file.copyChanged', 'Copy what changed', FileDiff, take('changed', 'copy')),
    entry('file.copyScript', 'Copy a script that applies in order', ListOrdered, take('script', 'copy')),
    entry('file.copySummary', 'Copy a summary for a pull request', ScrollText, take('summary', 'copy')),
    entry('file.download', 'Download all manifests', Download, take('manifests', 'download')),
    entry('file.downloadDocument', 'Download this document', Download, take('document', 'download')),
    entry('file.downloadChanged', 'Download what changed', Download, take('changed', 'download')),
    entry('file.downloadWorkspace', 'Download the workspace with its tests', Download, take('workspace', 'download')),
    entry(
      'file.downloadZip',
      'Download the files as a zip',
      FileArchive,
      doing(async () => (await import('./save-files.ts')).downloadZip(session)),
    ),
    entry(
      'file.downloadApply',
      'Download a zip to apply in order',
      ListOrdered,
      doing(async () => (await import('./take-away.ts')).downloadApplyZip(workspace)),
    ),
    entry('file.downloadScript', 'Download a script that applies in order', ListOrdered, take('script', 'download')),
    entry('file.pictureSvg', 'Picture of the canvas as SVG', Image, picture('svg')),
    entry('file.picturePng', 'Picture of the canvas as PNG', Image, picture('png')),
    entry(
      'file.share',
      'Copy a share link',
      Link,
      doing(async () => (await import('./share.ts')).share(session)),
    ),
  ];
}

function entry(
  id: string,
  label: string,
  icon: NonNullable<Action['icon']>,
  run: () => void,
  keys: Pick<Action, 'keys' | 'inFields'> = {},
): Action {
  return { id, label, group: 'File', icon, run, ...keys };
}

async function pasteFromClipboard(session: Session): Promise<void> {
  const text = await navigator.clipboard.readText().catch(() => null);
  if (text === null) {
    session.workspace.notify('The browser keeps the clipboard to itself here: press Ctrl+V instead.', 'refusal');
  } else session.take(text, 'Pasted');
}
