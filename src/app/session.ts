import { looksLikeConfigDump } from '../workspace/looks-like-config-dump.ts';
import { parseCurl } from '../workspace/parse-curl.ts';
import type { Ask, Workspace } from '../workspace/workspace.ts';
import { loadExample, type Example } from './examples.ts';
import { savedWorkspace, type SavedWorkspace } from './saved-workspace.ts';
import { keepRecent } from './storage.ts';
import { takeDump } from './take-dump.ts';

/** Which workspace is open, and the ways to open another: what was there is kept among the recent ones. */
export type Session = {
  readonly workspace: Workspace;
  readonly isExample: () => boolean;
  readonly saved: () => SavedWorkspace;
  readonly openExample: (example: Example) => Promise<void>;
  readonly openSaved: (saved: SavedWorkspace) => void;
  readonly openText: (text: string, title: string) => void;
  /** Takes YAML or JSON in: added to what is there, or in the place of an untouched example. A curl command fills the request bar, an Envoy dump is asked in place of the text. */
  readonly take: (text: string, title: string) => void;
  /** Takes files in, joined with `# Source:` lines. */
  readonly takeFiles: (files: readonly File[]) => Promise<void>;
};

const readable = /\.(?:ya?ml|json|txt|tpl)$/i;

export function createSession(workspace: Workspace, startsWithExample: boolean): Session {
  let example = startsWithExample;
  const saved = () => savedWorkspace(workspace.store.getState(), example);
  const open = (text: string, title: string, isExample: boolean, ask?: Partial<Ask>) => {
    keepRecent(saved());
    example = isExample;
    workspace.open(withoutByteOrderMark(text), title, ask);
  };

  const take = (pasted: string, title: string) => {
    const text = withoutByteOrderMark(pasted);
    if (looksLikeConfigDump(text)) {
      void takeDump(workspace, text, title);
      return;
    }
    const curl = parseCurl(text);
    if (curl) {
      workspace.ask(curl);
      workspace.notify('The curl command is in the request bar.', 'info');
      return;
    }
    const why = notYaml(text);
    if (why) {
      workspace.notify(why, 'refusal');
      return;
    }
    const { text: current, original } = workspace.store.getState();
    if (current.trim() === '' || (example && current === original)) open(text, title, false);
    else workspace.append(text);
    tellTemplates(workspace);
  };

  return {
    workspace,
    isExample: () => example,
    saved,
    openExample: async (chosen) => open(await loadExample(chosen), chosen.title, true, chosen.ask),
    openSaved({ text, title, original, ask, isExample }) {
      open(text, title, isExample, ask);
      workspace.store.setState({ original });
    },
    openText(text, title) {
      open(text, title, false);
      tellTemplates(workspace);
    },
    take,
    async takeFiles(files) {
      const fitting = files.filter((file) => readable.test(file.name));
      if (fitting.length === 0) {
        workspace.notify('Only YAML and JSON files can be opened here.', 'refusal');
        return;
      }
      const texts = await Promise.all(fitting.map(async (file) => ({ name: pathOf(file), text: await file.text() })));
      const [first] = texts;
      if (texts.length === 1 && first) take(first.text, first.name);
      else take(joinFiles(texts), `${texts.length} files`);
    },
  };
}

/** Files as one stream, each opened by the comment that `helm template` prints, so that saving can split them again (design §1.1). */
function joinFiles(files: readonly { name: string; text: string }[]): string {
  return files
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ name, text }) => {
      const body = withoutByteOrderMark(text).replace(/^---[ \t]*\r?\n/, '');
      const source = /^(?:\s*#.*\n)*\s*# Source: /.test(body) ? '' : `# Source: ${name}\n`;
      return `---\n${source}${body}${body.endsWith('\n') ? '' : '\n'}`;
    })
    .join('');
}

function pathOf(file: File): string {
  return file.webkitRelativePath || file.name;
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith('﻿') ? text.slice(1) : text;
}

/** Why a text is no configuration at all, or null. A broken document is still taken: its error is shown at its line. */
function notYaml(text: string): string | null {
  if (text.trim() === '') return 'The clipboard holds no text.';
  if (/^\s*(?:apiVersion|kind|metadata|spec|items)\s*:/m.test(text) || /"(?:apiVersion|kind)"\s*:/.test(text))
    return null;
  if (/\{\{[^}]*\}\}/.test(text)) return null;
  return 'That text holds no Kubernetes object: YAML or JSON with `apiVersion` and `kind` is taken here.';
}

function tellTemplates(workspace: Workspace): void {
  const { stream } = workspace.store.getState();
  const template = stream.documents.flatMap(({ problems }) => problems).find(({ code }) => code === 'yaml.template');
  if (template) workspace.notify(template.message, 'refusal');
}
