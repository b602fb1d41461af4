import type { Ask, WorkspaceState } from '../workspace/workspace.ts';

/** What a workspace is kept as: the text, what it is compared with, and the question. Everything else follows from these. */
export type SavedWorkspace = {
  readonly text: string;
  readonly original: string;
  readonly title: string;
  readonly ask: Ask;
  readonly isExample: boolean;
};

export function savedWorkspace(state: WorkspaceState, isExample: boolean): SavedWorkspace {
  const { text, original, title, ask } = state;
  return { text, original, title, ask, isExample };
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
  };
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
