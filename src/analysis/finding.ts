import type { RoutingEdit } from '../edits/routing-edit.ts';
import type { Source } from '../istio/source.ts';

export type Severity = 'error' | 'warning' | 'info';

/** One thing a person should know about their configuration. */
export type Finding = {
  /** Stable and short: `yaml.syntax`, `schema.unknown-field`, `reference.subset`, `rule.unreachable`. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence, plain words, names in back quotes. */
  readonly message: string;
  readonly source: Source;
  /** Which part of the source the marker underlines. */
  readonly at: 'key' | 'value' | 'document';
  /** Exact range inside the document, where it is not a node (a syntax error); counted from the document's start. */
  readonly range: { readonly start: number; readonly end: number } | null;
  /** Other places that belong to it: the rule that shadows, the older VirtualService. */
  readonly related: readonly { readonly source: Source; readonly message: string }[];
  readonly fixes: readonly { readonly label: string; readonly edit: RoutingEdit }[];
};
