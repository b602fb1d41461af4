import type { StoreApi } from 'zustand/vanilla';
import type { Finding } from '../analysis/finding.ts';
import type { RoutingEdit } from '../edits/routing-edit.ts';
import type { Trace } from '../envoy/trace.ts';
import type { GraphLayout, RoutingGraph } from '../graph/graph.ts';
import type { Decoded } from '../istio/decode.ts';
import type { Source } from '../istio/source.ts';
import type { Generated } from '../pilot/generate.ts';
import type { PushContext } from '../pilot/push-context.ts';
import type { IstioVersion } from '../pilot/versions.ts';
import type { PlanEdit } from '../rollout/plan-edits.ts';
import type { Basis } from '../routetest/basis.ts';
import type { Caller } from '../istio/caller.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { TextEdit } from '../yaml/text-edit.ts';
import type { Refusal } from '../yaml/yaml-edit.ts';
import type { LoadedDump } from './loaded-dump.ts';
import type { TestedDocument } from './run-tests.ts';
import type { ReadText } from './read-text.ts';
import type { Scrub, ScrubTarget } from './scrub.ts';
import type { DocumentHistory, TextDocument } from './text-document.ts';

/** The request in the request bar. View state: it is not part of the text until saved as a test. */
export type Ask = {
  readonly caller: Caller;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
};

/** The answer to the request in the bar: which rule, where to, why. */
export type Verdict = {
  readonly trace: Trace;
  readonly generated: Generated;
  readonly basis: readonly Basis[];
  /** Ids of the cards and edges on the request's way. */
  readonly path: ReadonlySet<string>;
  /** What the same proxy does with another request. */
  readonly route: (ask: Ask) => Trace;
};

/** Everything that follows from what is shown (the text, or a step in its place) and the question; nothing in it is kept elsewhere. */
export type Derived = {
  readonly stream: YamlStream;
  readonly decoded: Decoded;
  /** The indices of documents that cannot be read now and are shown as they last could be. */
  readonly staleDocuments: ReadonlySet<number>;
  readonly push: PushContext;
  readonly graph: RoutingGraph;
  readonly layout: GraphLayout;
  readonly verdict: Verdict | null;
  readonly findings: readonly Finding[];
  /** The RoutingTest documents and their results. */
  readonly tests: readonly TestedDocument[];
};

export type Panel = 'trace' | 'problems' | 'tests' | 'rollout' | 'changes' | 'envoy' | 'documents';
export type ViewMode = 'both' | 'canvas' | 'text';
export type SelectionOrigin = 'text' | 'canvas' | 'panel';

export type WorkspaceState = Derived & {
  /** The text as it is written, also while a step is shown; and as it was read. */
  readonly text: string;
  readonly written: ReadText;
  /** The step of a canary plan that everything derived shows in place of the text; null: the text itself. */
  readonly scrub: Scrub | null;
  readonly ask: Ask;
  readonly assume: 'auto' | 'always' | 'never';
  /** The Istio that answers. */
  readonly version: IstioVersion;
  /** The Envoy dump that was loaded, and whether requests are asked of it or of the configuration that the text makes. */
  readonly dump: LoadedDump | null;
  readonly asks: 'generated' | 'dump';
  /** The one selection: an offset of what is shown (`stream.text`). Cards, lines and panels all follow it. */
  readonly selection: number;
  /** Where it was made: the other panes follow it. */
  readonly selectionOrigin: SelectionOrigin;
  /** How often a place was chosen on purpose: choosing it again brings it into view again. */
  readonly choices: number;
  /** What the workspace was when it was opened or pasted; "Changes" compares with it. */
  readonly original: string;
  readonly title: string;
  readonly panel: Panel | null;
  readonly view: ViewMode;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The last refusal or message to show, and when. */
  readonly notice: {
    readonly message: string;
    readonly tone: 'info' | 'refusal';
    readonly at: number;
    readonly source: Source | null;
  } | null;
};

/** The one store and the only ways to change it. Actions never throw on a user's input. */
export type Workspace = {
  readonly store: StoreApi<WorkspaceState>;
  /** Replaces the document port, keeping text and undo: `take` makes the new one from the history of the old. */
  attach(take: (history: DocumentHistory) => TextDocument): void;
  /** Plans, verifies, applies as one undo step; null or the refusal, which is also shown. */
  dispatch(edit: RoutingEdit): Refusal | null;
  /** As `dispatch`, for what was typed: refused as well where the cluster would then refuse an object that it takes as it stands. */
  propose(edit: RoutingEdit): Refusal | null;
  /** Applies text edits as one undo step. */
  applyTextEdits(edits: readonly TextEdit[]): void;
  /** A gesture: every edit between begin and end is one undo step; cancel takes them all back. */
  beginGesture(): void;
  endGesture(): void;
  cancelGesture(): void;
  /** Shows a step of a plan in place of the text, without writing; null: the text again. */
  scrub(target: ScrubTarget | null): void;
  /** Writes the step that is shown, as one undo step, and shows the text. */
  applyStep(): void;
  /** Changes a plan (by its key) as one undo step; null or the refusal, which is also shown. */
  editPlan(plan: string, edit: PlanEdit): Refusal | null;
  undo(): void;
  redo(): void;
  select(offset: number, origin: SelectionOrigin): void;
  selectSource(source: Source, origin: 'canvas' | 'panel'): void;
  ask(change: Partial<Ask>): void;
  setAssume(assume: 'auto' | 'always' | 'never'): void;
  setVersion(version: IstioVersion): void;
  /** Takes a dump in and asks it from now on; null lets it go. */
  loadDump(dump: LoadedDump | null): void;
  setAsks(asks: 'generated' | 'dump'): void;
  /** Opens another workspace: new text, new original, a suitable first question. */
  open(text: string, title: string, ask?: Partial<Ask>): void;
  /** Adds pasted or dropped documents to the text as one undo step. */
  append(text: string): void;
  setPanel(panel: Panel | null): void;
  setView(view: ViewMode): void;
  notify(message: string, tone: 'info' | 'refusal', source?: Source): void;
};
