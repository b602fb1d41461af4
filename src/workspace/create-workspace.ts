import { createStore } from 'zustand/vanilla';
import { findFindings } from '../analysis/find-findings.ts';
import { applyRoutingEdit, type AppliedEdit } from '../edits/apply-routing-edit.ts';
import type { RoutingEdit } from '../edits/routing-edit.ts';
import { newlyRefused, refusalWords } from '../istio/newly-refused.ts';
import type { Source } from '../istio/source.ts';
import { parseStream, type YamlStream } from '../yaml/stream.ts';
import { applyTextEdits, type TextEdit } from '../yaml/text-edit.ts';
import type { Refusal } from '../yaml/yaml-edit.ts';
import { answer, type AnswerMemory, type Grounds } from './answer.ts';
import { firstQuestion } from './first-question.ts';
import { joinDocuments, separatorBetween } from './join-documents.ts';
import { planFindings } from './plan-findings.ts';
import { createPlainTextDocument } from './plain-text-document.ts';
import { firstGrounds } from './read-grounds.ts';
import { readText, type ReadText } from './read-text.ts';
import { runTests } from './run-tests.ts';
import { moveOffset, planKey, plansOf, showStep, type ScrubTarget, type Shown } from './scrub.ts';
import { applyEditAtStep, applyPlanEdit } from './step-edit.ts';
import { sourceOffset } from './source-line.ts';
import type { TextDocument } from './text-document.ts';
import type { Ask, Workspace, WorkspaceState } from './workspace.ts';

export type WorkspaceOptions = {
  readonly text: string;
  readonly title: string;
  readonly original?: string;
  readonly ask?: Partial<Ask>;
  /** Runs what may wait until the screen has been drawn: findings and tests. A later call replaces one that has not run. */
  readonly later?: (task: () => void) => void;
};

const withoutDump: Grounds = { ...firstGrounds, dump: null, asks: 'generated' };

/** An edit, refused where admission would then refuse an object that it takes as it stands. */
function asAdmitted(stream: YamlStream, plan: AppliedEdit): AppliedEdit {
  if (!plan.ok) return plan;
  const after = parseStream(applyTextEdits(stream.text, plan.edits), stream);
  const refused = newlyRefused(stream, after);
  if (!refused) return plan;
  const { document, path } = refused.source;
  return { ok: false, refusal: { reason: 'verification', message: refusalWords(refused), document, path } };
}

/** The one store over one text (design §2). */
export function createWorkspace(options: WorkspaceOptions): Workspace {
  const later = options.later ?? ((task) => task());
  let document: TextDocument = createPlainTextDocument(options.text);
  let read: ReadText = readText(options.text);
  let shown: Shown = { read, scrub: null };
  const firstAsk: Ask = { ...firstQuestion(read), ...options.ask };
  let memory: AnswerMemory = answer(read, firstAsk, withoutDump, null);
  /** How many changes each of a gesture's undo groups has: one group, or two where the document was replaced in between. */
  let gesture: number[] | null = null;

  const store = createStore<WorkspaceState>(() => ({
    ...derived(),
    findings: [],
    tests: [],
    text: options.text,
    scrub: null,
    ask: firstAsk,
    ...withoutDump,
    selection: 0,
    selectionOrigin: 'panel',
    choices: 0,
    original: options.original ?? options.text,
    title: options.title,
    panel: 'trace',
    view: 'both',
    canUndo: false,
    canRedo: false,
    notice: null,
  }));
  const set = (change: Partial<WorkspaceState>) => store.setState(change);
  const state = () => store.getState();

  function derived() {
    const { stream, decoded, staleDocuments } = shown.read;
    const { push, graph, layout, verdict } = memory;
    return { written: read, stream, decoded, staleDocuments, push, graph, layout, verdict };
  }

  /** Findings and tests come when the screen has been drawn, and not within a gesture: its frames belong to the picture. */
  function findLater(): void {
    later(() => {
      if (gesture) return;
      const { stream, decoded, push, assume, version } = state();
      const plans = planFindings(decoded.config, plansOf({ stream, decoded }));
      set({
        findings: [...findFindings(stream, decoded, push), ...plans],
        tests: runTests(stream, decoded, assume, version),
      });
    });
  }

  /** Brings the state up to a text (which `edits` have changed), a step of it and a question. */
  function derive(
    change: Partial<WorkspaceState>,
    { edits = [], target = state().scrub }: { edits?: readonly TextEdit[]; target?: ScrubTarget | null } = {},
  ): void {
    const { text, ask, assume, version, dump, asks } = { ...state(), ...change };
    const before = { memory, shown };
    read = readText(text, read);
    shown = showStep(read, target, shown);
    memory = answer(shown.read, ask, { assume, version, dump, asks }, memory);
    const selection = moveOffset(state().selection, before.shown, edits, shown);
    set({ selection, ...change, scrub: shown.scrub, ...derived() });
    if (before.memory.read !== shown.read || before.memory.push !== memory.push) findLater();
  }

  function textChanged(edits: readonly TextEdit[]): void {
    const { canUndo, canRedo, text } = document;
    derive({ text, canUndo, canRedo }, { edits });
  }

  /** A document that was replaced is another workspace: `open` reads it anew, with its own question. */
  const listen = () =>
    document.onDidChange(({ edits, origin }) => {
      if (origin !== 'replace') textChanged(edits);
    });
  let unsubscribe = listen();

  function apply(edits: readonly TextEdit[]): void {
    if (edits.length === 0) return;
    if (gesture) gesture.push((gesture.pop() ?? 0) + 1);
    document.apply(edits);
  }

  function notify(message: string, tone: 'info' | 'refusal', source: Source | null): void {
    set({ notice: { message, tone, at: Date.now(), source } });
  }

  function planOf(edit: RoutingEdit): AppliedEdit {
    const { stream, decoded, scrub } = state();
    return scrub ? applyEditAtStep({ stream, decoded }, scrub, edit) : applyRoutingEdit(stream, edit);
  }

  function carryOut(plan: AppliedEdit): Refusal | null {
    if (!plan.ok) {
      notify(plan.refusal.message, 'refusal', { document: plan.refusal.document, path: plan.refusal.path });
      return plan.refusal;
    }
    apply(plan.edits);
    if (plan.select) {
      const offset = sourceOffset(state().stream, plan.select);
      if (offset !== null) set({ selection: offset, selectionOrigin: 'canvas' });
    }
    return null;
  }

  findLater();

  return {
    store,
    attach(take) {
      // Should that fail, the old one still holds the text and is heard.
      const taken = take(document.history());
      unsubscribe();
      document = taken;
      unsubscribe = listen();
      if (gesture) {
        gesture.push(0);
        document.beginGroup();
      }
      textChanged([]);
    },
    dispatch: (edit) => carryOut(planOf(edit)),
    propose(edit) {
      const { stream, scrub } = state();
      // At a step of a plan, what a cluster would refuse is refused anyway.
      return carryOut(scrub ? planOf(edit) : asAdmitted(stream, planOf(edit)));
    },
    applyTextEdits: apply,
    beginGesture() {
      gesture = [0];
      document.beginGroup();
    },
    endGesture() {
      gesture = null;
      document.endGroup();
      findLater();
    },
    cancelGesture() {
      const groups = (gesture ?? []).filter((changes) => changes > 0);
      gesture = null;
      document.endGroup();
      for (const _ of groups) document.undo();
      findLater();
    },
    scrub(target) {
      if (target || state().scrub) derive({}, { target });
    },
    applyStep() {
      const { scrub } = state();
      if (!scrub || scrub.refusal) return;
      derive({}, { target: null });
      apply(scrub.edits);
    },
    editPlan(key, edit) {
      const plan = plansOf(read).find((candidate) => planKey(candidate) === key);
      return plan ? carryOut(applyPlanEdit(read, plan, edit)) : null;
    },
    undo: () => document.undo(),
    redo: () => document.redo(),
    select(selection, selectionOrigin) {
      set({ selection, selectionOrigin });
    },
    selectSource(source, selectionOrigin) {
      const selection = sourceOffset(state().stream, source);
      if (selection !== null) set({ selection, selectionOrigin, choices: state().choices + 1 });
    },
    ask(change) {
      derive({ ask: { ...state().ask, ...change } });
    },
    setAssume(assume) {
      derive({ assume });
    },
    setVersion(version) {
      derive({ version });
    },
    loadDump(dump) {
      derive({ dump, asks: dump ? 'dump' : 'generated' });
    },
    setAsks(asks) {
      derive({ asks });
    },
    open(text, title, ask) {
      derive({}, { target: null });
      document.reset(text);
      read = readText(text);
      const question = { ...firstQuestion(read), ...ask };
      const { canUndo, canRedo } = document;
      const view = { selection: 0, selectionOrigin: 'panel', notice: null } as const;
      derive({ text, title, original: text, ask: question, canUndo, canRedo, ...view });
    },
    append(text) {
      const before = document.text;
      const separator = before.trim() === '' ? '' : separatorBetween(before, text);
      const original = joinDocuments(state().original, text);
      const asksNothing = state().ask.url === '' || state().decoded.objects.length === 0;
      apply([{ offset: before.length, length: 0, text: separator + text }]);
      set({ original, selection: before.length + separator.length, selectionOrigin: 'panel' });
      if (asksNothing) derive({ ask: firstQuestion(read) });
    },
    setPanel: (panel) => set({ panel }),
    setView: (view) => set({ view }),
    notify: (message, tone, source) => notify(message, tone, source ?? null),
  };
}
