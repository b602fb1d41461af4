import { firstGrounds, readGrounds, type KeptGrounds } from '../workspace/read-grounds.ts';
import type { ScrubTarget } from '../workspace/scrub.ts';
import type { Ask, Panel, ViewMode, Workspace, WorkspaceState } from '../workspace/workspace.ts';

/** What a person looks at, and what the answers there go by. `step`: the step of a canary plan that is shown in the place of the text. */
export type Look = KeptGrounds & {
  readonly selection: number;
  readonly view: ViewMode;
  readonly panel: Panel | null;
  readonly step: ScrubTarget | null;
};

/** What a workspace is kept and shared as: the text, what it is compared with, the question and the look. Everything else follows from these. */
export type SavedWorkspace = {
  readonly text: string;
  readonly original: string;
  readonly title: string;
  readonly ask: Ask;
  readonly isExample: boolean;
  readonly look: Look;
};

/** What is open, as it is kept and shared. */
export function savedWorkspace(state: WorkspaceState, isExample: boolean): SavedWorkspace {
  const { text, original, title, ask, selection, view, panel, scrub, assume, version } = state;
  const step = scrub && { plan: scrub.plan, step: scrub.step };
  return { text, original, title, ask, isExample, look: { selection, view, panel, step, assume, version } };
}

/** What is looked at where nothing says otherwise: the first document, canvas and text, the trace. */
export const firstLook: Look = { selection: 0, view: 'both', panel: 'trace', step: null, ...firstGrounds };

/** Brings the screen to a look. */
export function showLook(workspace: Workspace, { selection, view, panel, step, assume, version }: Look): void {
  const now = workspace.store.getState();
  if (assume !== now.assume) workspace.setAssume(assume);
  if (version !== now.version) workspace.setVersion(version);
  if (step) workspace.scrub(step);
  const { length } = workspace.store.getState().stream.text;
  workspace.store.setState({ selection: Math.min(selection, length), selectionOrigin: 'panel', view, panel });
}

/** Reads what was stored or shared; null for what is not a workspace. Fields of the wrong type are left out, never believed. */
export function readSavedWorkspace(value: unknown): SavedWorkspace | null {
  if (!isRecord(value) || typeof value['text'] !== 'string') return null;
  const { text, original, title } = value;
  return {
    text,
    original: typeof original === 'string' ? original : text,
    title: typeof title === 'string' ? title.slice(0, 200) : 'Workspace',
    ask: readAsk(value['ask']),
    isExample: value['isExample'] === true,
    look: readLook(value['look']),
  };
}

const views: readonly ViewMode[] = ['both', 'canvas', 'text'];
const panels: readonly Panel[] = ['trace', 'problems', 'tests', 'rollout', 'changes', 'envoy', 'documents'];

function readLook(value: unknown): Look {
  const look = isRecord(value) ? value : {};
  const { selection } = look;
  return {
    selection: typeof selection === 'number' && Number.isInteger(selection) && selection >= 0 ? selection : 0,
    view: views.find((view) => view === look['view']) ?? firstLook.view,
    panel: look['panel'] === null ? null : (panels.find((panel) => panel === look['panel']) ?? firstLook.panel),
    step: readStep(look['step']),
    ...readGrounds(look),
  };
}

function readStep(value: unknown): ScrubTarget | null {
  if (!isRecord(value)) return null;
  const { plan, step } = value;
  return typeof plan === 'string' && typeof step === 'number' && Number.isInteger(step) ? { plan, step } : null;
}

function readAsk(value: unknown): Ask {
  const ask = isRecord(value) ? value : {};
  const headers = Array.isArray(ask['headers']) ? ask['headers'] : [];
  const caller = isRecord(ask['caller']) ? ask['caller'] : {};
  const workload = readWorkload(isRecord(caller['gateway']) ? caller['gateway'] : caller);
  return {
    caller: isRecord(caller['gateway']) ? { gateway: workload } : workload,
    method: typeof ask['method'] === 'string' ? ask['method'] : 'GET',
    url: typeof ask['url'] === 'string' ? ask['url'] : '',
    headers: headers.flatMap((header: unknown) =>
      Array.isArray(header) && typeof header[0] === 'string' && typeof header[1] === 'string'
        ? [[header[0], header[1]] as const]
        : [],
    ),
  };
}

function readWorkload({ namespace, labels }: Record<string, unknown>) {
  const entries = isRecord(labels) ? Object.entries(labels) : [];
  return {
    namespace: typeof namespace === 'string' ? namespace : 'default',
    labels: Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
  };
}

/** Whether a value is an object with fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
