import type { TextEdit } from './text-edit.ts';
import type { YamlPath } from './yaml-path.ts';

/** A change of one document, in YAML's words. Paths and indices refer to the document before the edit. */
export type YamlEdit =
  /** Replaces the scalar or collection at `path`. A scalar is written in the old one's style where that can hold it. */
  | { readonly type: 'set'; readonly path: YamlPath; readonly value: unknown }
  /** Adds a key to the mapping at `path`, before the key `before` or at the end. Missing parents of the last path are not made. */
  | {
      readonly type: 'addKey';
      readonly path: YamlPath;
      readonly key: string;
      readonly value: unknown;
      readonly before?: string;
    }
  /** Removes the key, its value, and the comments that are its own. */
  | { readonly type: 'removeKey'; readonly path: YamlPath; readonly key: string }
  | { readonly type: 'renameKey'; readonly path: YamlPath; readonly key: string; readonly to: string }
  /** Moves a pair, with the comments that are its own, from the mapping under `from` to the end of the one under `to`, which is made behind it where it is missing. */
  | {
      readonly type: 'movePair';
      readonly path: YamlPath;
      readonly from: string;
      readonly key: string;
      readonly to: string;
    }
  /** Inserts an item into the sequence at `path` so that it stands at `index`. `comment` lines go above it. */
  | {
      readonly type: 'insertItem';
      readonly path: YamlPath;
      readonly index: number;
      readonly value: unknown;
      readonly comment?: string;
    }
  /** Puts a copy of an item, as it is written, behind it. */
  | { readonly type: 'copyItem'; readonly path: YamlPath; readonly index: number }
  | { readonly type: 'removeItem'; readonly path: YamlPath; readonly index: number }
  /** Moves an item, with the comments that are its own; `to` is its index afterwards. */
  | { readonly type: 'moveItem'; readonly path: YamlPath; readonly from: number; readonly to: number };

/** Why an edit was not made. `message` is a sentence for the user. */
export type Refusal = {
  readonly reason: 'syntax-error' | 'alias' | 'not-found' | 'layout' | 'verification';
  readonly message: string;
  readonly document: number;
  readonly path: YamlPath;
};

export type Plan =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** The edits of one document, to be planned together; each sees the document as the ones before it left it. */
export type DocumentEdits = { readonly document: number; readonly edits: readonly YamlEdit[] };
