import type { MatchField } from '../istio/match-field.ts';
import type { Source } from '../istio/source.ts';
import type { HTTPMatchRequest, HTTPRoute, HTTPRouteDestination } from '../istio/virtual-service.ts';
import type { TextEdit } from '../yaml/text-edit.ts';
import type { DocumentEdits, Refusal } from '../yaml/yaml-edit.ts';

/** What a person means to change, in Istio's words. `rule` is one http entry; `virtualService` and `destinationRule` are objects. */
export type RoutingEdit =
  /** Weights of all destinations of a rule, in order; changes only digits where weights stand already. */
  | { readonly type: 'setWeights'; readonly rule: Source; readonly weights: readonly number[] }
  /** `index` absent: before the first catch-all. */
  | { readonly type: 'addRule'; readonly virtualService: Source; readonly rule: HTTPRoute; readonly index?: number }
  | { readonly type: 'moveRule'; readonly rule: Source; readonly to: number }
  | { readonly type: 'removeRule'; readonly rule: Source }
  | { readonly type: 'duplicateRule'; readonly rule: Source }
  | { readonly type: 'addMatch'; readonly rule: Source; readonly match: HTTPMatchRequest; readonly index?: number }
  | { readonly type: 'removeMatch'; readonly match: Source }
  | { readonly type: 'moveMatch'; readonly match: Source; readonly to: number }
  /** `replaces`: what the entry asks so far and the condition stands for from now on. */
  | {
      readonly type: 'setCondition';
      readonly match: Source;
      readonly condition: Condition;
      readonly replaces?: ConditionField;
    }
  | { readonly type: 'removeCondition'; readonly match: Source; readonly field: ConditionField }
  | {
      readonly type: 'addDestination';
      readonly rule: Source;
      readonly destination: HTTPRouteDestination;
      readonly index?: number;
    }
  | { readonly type: 'removeDestination'; readonly destination: Source }
  | {
      readonly type: 'addSubset';
      readonly destinationRule: Source;
      readonly name: string;
      readonly labels: Readonly<Record<string, string>>;
    }
  | { readonly type: 'removeSubset'; readonly subset: Source }
  /** Any field of a known object, for the inspector: sets, or removes where value is undefined. Makes missing parents. */
  | {
      readonly type: 'setField';
      readonly object: Source;
      readonly field: readonly (string | number)[];
      readonly value: unknown;
    }
  /** A key by its right name; what stands behind it stays. Refused where the name is taken beside it. */
  | { readonly type: 'renameField'; readonly field: Source; readonly to: string }
  /** Whole new document at the end of the text, or behind the document `after`. */
  | { readonly type: 'addDocument'; readonly value: unknown; readonly comment?: string; readonly after?: number }
  | { readonly type: 'removeDocument'; readonly document: number }
  /** Deletes whatever stands at the source (a rule, a match entry, a destination, a subset, an object). */
  | { readonly type: 'remove'; readonly target: Source };

/** The match field that a condition stands at. */
export type ConditionField = MatchField;
/** A condition and where it stands; `value` is what the text has there. */
export type Condition = ConditionField & { readonly value: unknown };

/** YAML edits per document plus, for whole documents, edits of the text itself. */
export type EditPlan =
  | {
      readonly ok: true;
      readonly changes: readonly DocumentEdits[];
      readonly text: readonly TextEdit[];
      readonly select: Source | null;
    }
  | { readonly ok: false; readonly refusal: Refusal };
