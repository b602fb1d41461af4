import type { TextEdit } from '../yaml/text-edit.ts';

export type DocumentChange = {
  readonly edits: readonly TextEdit[];
  readonly origin: 'typing' | 'edit' | 'undo' | 'redo' | 'replace';
};

/** Everything that can be undone: the text before the first step, and the steps, each a list of changes in their order. */
export type DocumentHistory = {
  readonly text: string;
  readonly steps: readonly (readonly (readonly TextEdit[])[])[];
};

/** The port to whatever holds the text: a plain string at first, Monaco's model once it is there. It owns the one undo stack. */
export interface TextDocument {
  readonly text: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** One undo step, unless a group is open. Edits refer to the current text. */
  apply(edits: readonly TextEdit[]): void;
  /** Replaces everything and forgets the undo history (another workspace was opened). */
  reset(text: string): void;
  beginGroup(): void;
  endGroup(): void;
  undo(): void;
  redo(): void;
  /** What another port needs to go on from here without losing a step. */
  history(): DocumentHistory;
  onDidChange(listener: (change: DocumentChange) => void): () => void;
}
